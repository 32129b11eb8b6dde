import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

// zod/mini comes without words; what cannot be read is told in the words that answers always had.
z.config(en());

/** One HTTP endpoint: enough to serve it, to call it with types, and to describe it in OpenAPI. */
export interface Endpoint<
  Query extends z.ZodMiniType = z.ZodMiniType,
  Body extends z.ZodMiniType = z.ZodMiniType,
  Response extends z.ZodMiniType = z.ZodMiniType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Hono's form: `/api/traces/:id`. */
  path: `/api/${string}`;
  /** One sentence for OpenAPI. */
  summary: string;
  query: Query;
  /** Undefined for endpoints without a body. */
  body?: Body;
  response: Response;
  /** One line of the answer to `Accept: application/x-ndjson`, where the endpoint can answer bit by bit. */
  step?: z.ZodMiniType;
  /** Bytes a body may have, where that is more than the console's usual bound. */
  bodyBytes?: number;
  /** Answered without a session. */
  isPublic?: boolean;
}

/** Keeps the precise types of an endpoint's schemas. */
export function defineEndpoint<
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType,
  Response extends z.ZodMiniType,
>(endpoint: Endpoint<Query, Body, Response>): Endpoint<Query, Body, Response> {
  return endpoint;
}

/** An endpoint that can answer bit by bit. */
export type SearchEndpoint<
  Query extends z.ZodMiniType = z.ZodMiniType,
  Response extends z.ZodMiniType = z.ZodMiniType,
  Step extends z.ZodMiniType = z.ZodMiniType,
> = Endpoint<Query, z.ZodMiniType, Response> & { step: Step };

/** Keeps the precise types of the schemas of an endpoint that can answer bit by bit. */
export function defineSearch<
  Query extends z.ZodMiniType,
  Response extends z.ZodMiniType,
  Step extends z.ZodMiniType,
>(endpoint: SearchEndpoint<Query, Response, Step>): SearchEndpoint<Query, Response, Step> {
  return endpoint;
}

/** What every line of a search says beside what its step found; see `Endpoint.step`. */
export const stepProgress = {
  /** Everything of the window from here on has been looked at, epoch milliseconds. */
  searchedToMs: z.number(),
};
