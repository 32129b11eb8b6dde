import type { ListenAddress } from './listener';

/** A port that a proxy has opened. */
export interface OpenedListener {
  readonly side: 'inbound' | 'outbound' | 'upstream' | 'gateway';
  readonly address: ListenAddress;
  /** The one service of an `upstream`. */
  readonly authority: string | undefined;
}

interface BoundAddresses {
  readonly gateway: ListenAddress | undefined;
  readonly inbound: ListenAddress | undefined;
  readonly outbound: ListenAddress | undefined;
  readonly upstreams: readonly ListenAddress[];
}

/** What was opened; `authorities` are those of the upstreams, in their order. */
export function listOpened(
  authorities: readonly string[],
  { gateway, inbound, outbound, upstreams }: BoundAddresses,
): OpenedListener[] {
  const one = (side: OpenedListener['side'], address: ListenAddress | undefined, authority?: string) =>
    address === undefined ? [] : [{ side, address, authority }];
  return [
    ...one('inbound', inbound),
    ...one('gateway', gateway),
    ...one('outbound', outbound),
    ...upstreams.flatMap((address, i) => one('upstream', address, authorities[i])),
  ];
}
