/** What moving a gigabyte (10^9 bytes) costs. Inside a zone it costs nothing. */
export interface TransferPrices {
  /** As it is written beside numbers: `USD`. */
  currency: string;
  /** Between two zones of a region. */
  zone: number;
  /** Between two regions. */
  region: number;
  /** Out of the mesh; what comes in costs nothing. */
  egress: number;
}

/** Typical list prices of large clouds, both directions of a transfer between zones together. */
export const DEFAULT_PRICES: TransferPrices = { currency: 'USD', zone: 0.02, region: 0.05, egress: 0.09 };
