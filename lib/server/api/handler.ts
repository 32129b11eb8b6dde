import type * as z from 'zod/mini';
import type { Endpoint } from '../../protocol/api/endpoint';
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
): Handler {
  return {
    endpoint,
    answer: async (deps, request) =>
      // The router has parsed both by this endpoint's own schemas.
      await answer(deps, request as ApiRequest<z.output<Query>, z.output<Body>>),
  };
}
