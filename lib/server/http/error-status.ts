import type { ErrorCode } from '../../protocol/error-code';

/** The HTTP status of each error code. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  protocol_mismatch: 426,
  database_unavailable: 503,
  overloaded: 503,
  internal: 500,
} as const satisfies Readonly<Record<ErrorCode, number>>;
