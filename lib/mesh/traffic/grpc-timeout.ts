/** Milliseconds of gRPC's units of time, for what is whole at least a millisecond. */
const UNIT_MS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 1 / 1_000,
  n: 1 / 1_000_000,
};

/** The header has room for eight digits. */
const MOST_DIGITS = 8;

/** Milliseconds of a `grpc-timeout` header, rounded up; undefined where it says nothing that can be read. */
export function parseGrpcTimeout(text: string | undefined): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,8})([HMSmun])$/.exec(text ?? '') ?? [];
  const unitMs = UNIT_MS[unit];
  return unitMs === undefined ? undefined : Math.ceil(Number(digits) * unitMs);
}

/** A `grpc-timeout` header for at most `ms` milliseconds, in the finest unit that has room for them, as Envoy writes it. */
export function formatGrpcTimeout(ms: number): string {
  for (const unit of ['m', 'S', 'M', 'H']) {
    const value = Math.floor(ms / (UNIT_MS[unit] ?? 1));
    if (String(value).length <= MOST_DIGITS) return `${value}${unit}`;
  }
  return '99999999H';
}

/**
 * The bound of a gRPC request, undefined for none: what its client asks for, at most the route's timeout, as with the
 * `max_grpc_timeout` that Istio gives every route. 0 asks for no bound.
 */
export function boundGrpcTimeout(
  asked: string | undefined,
  routeTimeoutMs: number | undefined,
): number | undefined {
  const askedMs = parseGrpcTimeout(asked) || undefined;
  if (askedMs === undefined || routeTimeoutMs === undefined) return askedMs ?? routeTimeoutMs;
  return Math.min(askedMs, routeTimeoutMs);
}
