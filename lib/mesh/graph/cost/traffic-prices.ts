/** What a gigabyte (10^9 bytes) costs by where it goes. */
export interface TrafficPrices {
  /** Shown beside amounts, for instance `USD`. */
  currency: string;
  /** Between zones of one region. */
  zone: number;
  /** Between regions. */
  region: number;
  /** Out of the mesh: to hosts outside of it, and from gateways to the clients they answer. */
  egress: number;
}

/** About what the large clouds list, to be replaced by what one pays: both ends of a transfer between zones pay. */
export const DEFAULT_TRAFFIC_PRICES: TrafficPrices = {
  currency: 'USD',
  zone: 0.02,
  region: 0.02,
  egress: 0.09,
};
