import type * as z from 'zod/mini';
import type { Endpoint, SearchEndpoint } from '../../protocol/api/endpoint';
import type { Actor } from '../auth/authenticator';
import type { ApiDeps } from './api-deps';

/** One request as a handler sees it: parsed, and from somebody who may ask. */
export interface ApiRequest<Query, Body> {
  query: Query;
  body: Body;
  /** The `:names` of the path. */
  params: Readonly<Record<string, string>>;
  actor: Actor | undefined;
  headers: Readonly<Record<string, string | undefined>>;
  remoteAddress: string;
  isHttps: boolean;
  /** Adds a header to the answer. */
  setHeader(name: string, value: string): void;
}

/** Verbs answer with readonly values; printing them as JSON changes nothing. */
type Answer<T> = T extends object ? { readonly [K in keyof T]: Answer<T[K]> } : T;

/** What answers one endpoint. */
export interface Handler {
  endpoint: Endpoint;
  answer(deps: ApiDeps, request: ApiRequest<unknown, unknown>): Promise<unknown>;
  /** Writes an answer as JSON, where that can be done in less time than by `JSON.stringify`. */
  print?(answer: unknown, request: ApiRequest<unknown, unknown>): string;
  /** The same bit by bit, until `signal` aborts. */
  walk?(deps: ApiDeps, request: ApiRequest<unknown, unknown>, signal: AbortSignal): AsyncIterable<unknown>;
}

/** Binds an endpoint to the verb behind it; the types of query, body and answer are the endpoint's. */
export function handle<
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType,
  Response extends z.ZodMiniType,
>(
  endpoint: Endpoint<Query, Body, Response>,
  answer: (
    deps: ApiDeps,
    request: ApiRequest<z.output<Query>, z.output<Body>>,
  ) => Promise<Answer<z.input<Response>>> | Answer<z.input<Response>>,
  print?: (answer: Answer<z.input<Response>>, request: ApiRequest<z.output<Query>, z.output<Body>>) => string,
): Handler {
  return {
    endpoint,
    answer: async (deps, request) =>
      // The router has parsed both by this endpoint's own schemas.
      await answer(deps, request as ApiRequest<z.output<Query>, z.output<Body>>),
    ...(print === undefined
      ? {}
      : {
          // It is given what `answer` gave, and was given.
          print: (value, request) =>
            print(value as Answer<z.input<Response>>, request as ApiRequest<z.output<Query>, z.output<Body>>),
        }),
  };
}

/** The same for an endpoint that can answer bit by bit. */
export function handleSteps<
  Query extends z.ZodMiniType,
  Response extends z.ZodMiniType,
  Step extends z.ZodMiniType,
>(
  endpoint: SearchEndpoint<Query, Response, Step>,
  verbs: {
    answer: (deps: ApiDeps, query: z.output<Query>) => Promise<Answer<z.input<Response>>>;
    walk: (
      deps: ApiDeps,
      query: z.output<Query>,
      signal: AbortSignal,
    ) => AsyncIterable<Answer<z.input<Step>>>;
  },
): Handler {
  return {
    endpoint,
    // The router has parsed the query by this endpoint's own schema.
    answer: async (deps, { query }) => await verbs.answer(deps, query as z.output<Query>),
    walk: (deps, { query }, signal) => verbs.walk(deps, query as z.output<Query>, signal),
  };
}
