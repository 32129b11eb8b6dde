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
