import type { TransferPrices } from '@/lib/mesh/graph/cost/transfer-prices';

/** Prices as they are typed. */
export type PriceDraft = Readonly<Record<keyof TransferPrices, string>>;

/** As much as a gigabyte may cost. */
const MOST = 1_000;

export function toPriceDraft({ currency, zone, region, egress }: TransferPrices): PriceDraft {
  return { currency, zone: String(zone), region: String(region), egress: String(egress) };
}

/** The prices that were typed, and what is wrong with each field. */
export function readPriceDraft(draft: PriceDraft): {
  prices: TransferPrices | undefined;
  problems: Partial<Record<keyof TransferPrices, string>>;
} {
  const problems: Partial<Record<keyof TransferPrices, string>> = {};
  const currency = draft.currency.trim();
  if (currency === '' || currency.length > 8) problems.currency = 'One to eight characters, such as USD';
  const read = (field: 'zone' | 'region' | 'egress'): number => {
    const value = draft[field].trim() === '' ? Number.NaN : Number(draft[field]);
    if (!(value >= 0 && value <= MOST)) problems[field] = `A number from 0 to ${MOST}`;
    return value;
  };
  const prices = { currency, zone: read('zone'), region: read('region'), egress: read('egress') };
  return { prices: Object.keys(problems).length === 0 ? prices : undefined, problems };
}
