/** What HTTP's codes are to gRPC, as Envoy maps them; all others are unknown. */
export const GRPC_STATUSES: Readonly<Record<number, number>> = {
  400: 13,
  401: 16,
  403: 7,
  404: 12,
  429: 14,
  502: 14,
  503: 14,
  504: 14,
};

/** gRPC's status for what nothing is known of. */
export const GRPC_UNKNOWN = 2;
