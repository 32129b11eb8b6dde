import type { ConsoleState, Retention } from '@/lib/protocol/api/console';
import { formatGib, formatHours, RETENTION_INPUTS, type RetentionField } from './retention-form';

/** One setting that would change, and what that does to data that exists. */
export interface RetentionChange {
  field: RetentionField;
  label: string;
  before: string;
  after: string;
  /** Data is lost by it. */
  isShorter: boolean;
  effect: string;
}

const HOUR_MS = 3_600_000;

/** What saving would change; empty when nothing. Sizes are of the storage as last reported. */
export function retentionChanges(
  before: Retention,
  after: Retention,
  storage: ConsoleState['storage'],
  nowMs: number,
): RetentionChange[] {
  return RETENTION_INPUTS.filter(({ field }) => before[field] !== after[field]).map((input) => {
    const { field, label, kind } = input;
    const held = storage.find(({ name }) => input.storage.test(name));
    const print = kind === 'hours' ? formatHours : formatGib;
    const effect =
      kind === 'hours' ? hoursEffect(after[field], held, nowMs) : bytesEffect(after[field], held);
    return {
      field,
      label,
      before: print(before[field]),
      after: print(after[field]),
      isShorter: after[field] < before[field],
      effect,
    };
  });
}

type Held = ConsoleState['storage'][number] | undefined;

function hoursEffect(hours: number, held: Held, nowMs: number): string {
  if (held?.oldest == null) return 'Nothing is stored yet.';
  const ageMs = nowMs - held.oldest;
  const excessMs = ageMs - hours * HOUR_MS;
  if (excessMs <= 0) return 'Nothing that is stored is dropped.';
  const share = Math.min(1, excessMs / Math.max(1, ageMs));
  return `The oldest ${formatHours(Math.ceil(excessMs / HOUR_MS))} are dropped, about ${Math.round(share * 100)} % of it.`;
}

function bytesEffect(bytes: number, held: Held): string {
  if (held === undefined || held.bytes <= bytes) return 'Nothing that is stored is dropped.';
  return `The oldest ${formatGib(held.bytes - bytes)} are dropped.`;
}
