import { DEFAULT_RETENTION } from '../store/contract/default-retention';
import type { RetentionPolicy } from '../store/contract/store-maintenance';
import { badOption } from './parse-option';
import type { RawOption } from './raw-options';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GIB = 1024 ** 3;

const AGE_UNITS: Readonly<Record<string, number>> = { m: 60_000, h: HOUR_MS, d: DAY_MS };
const SIZE_UNITS: Readonly<Record<string, number>> = { MiB: 1024 ** 2, GiB: GIB, TiB: 1024 ** 4 };
const WANTED =
  'pairs like 10s=24h,logs=3d,size=10GiB (kinds 10s 1m 10m 1h logs spans size; ages in m, h or d)';

/** The defaults with the given kinds replaced; `size` is for logs and spans together, half for each. */
export function parseRetention(option: RawOption | undefined): RetentionPolicy {
  const policy = { ...DEFAULT_RETENTION, tierMs: { ...DEFAULT_RETENTION.tierMs } };
  if (option === undefined) return policy;
  for (const pair of option.text.split(',')) {
    const [kind = '', text = ''] = pair.trim().split('=');
    const value = kind === 'size' ? readAmount(text, SIZE_UNITS) : readAmount(text, AGE_UNITS);
    if (value === undefined) throw badOption(option, WANTED);
    if (kind === 'size') policy.logsBytes = policy.spansBytes = value / 2;
    else if (kind === 'logs') policy.logsMs = value;
    else if (kind === 'spans') policy.spansMs = value;
    else if (kind === '10s' || kind === '1m' || kind === '10m' || kind === '1h') policy.tierMs[kind] = value;
    else throw badOption(option, WANTED);
  }
  return policy;
}

function readAmount(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([A-Za-z]+)$/.exec(text);
  const unit = units[match?.[2] ?? ''];
  const amount = Number(match?.[1]);
  return unit === undefined || !(amount > 0) ? undefined : amount * unit;
}
