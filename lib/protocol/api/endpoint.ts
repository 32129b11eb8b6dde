import type * as z from 'zod';

/** One HTTP endpoint: enough to serve it, to call it with types, and to describe it in OpenAPI. */
export interface Endpoint<
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
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
export function defineEndpoint<Query extends z.ZodType, Body extends z.ZodType, Response extends z.ZodType>(
  endpoint: Endpoint<Query, Body, Response>,
): Endpoint<Query, Body, Response> {
  return endpoint;
}
