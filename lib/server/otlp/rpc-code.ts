const CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 12,
  413: 3,
  415: 3,
  429: 8,
  503: 14,
};
const UNKNOWN = 2;

/** google.rpc.Code of an HTTP status. */
export function rpcCodeOf(status: number): number {
  return CODES[status] ?? UNKNOWN;
}
