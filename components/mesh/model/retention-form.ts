import { type Retention, retentionSchema } from '@/lib/protocol/api/console';

export type RetentionField = keyof Retention;

/** One number of the form: hours, or bytes shown as GiB. */
export interface RetentionInput {
  field: RetentionField;
  label: string;
  kind: 'hours' | 'bytes';
  /** Where the storage table keeps this data, to tell what a change would drop. */
  storage: RegExp;
}

export const RETENTION_INPUTS: readonly RetentionInput[] = [
  { field: 'points10sHours', label: 'Metrics at 10 s', kind: 'hours', storage: /10s/ },
  { field: 'points1mHours', label: 'Metrics at 1 min', kind: 'hours', storage: /1m\b/ },
  { field: 'points10mHours', label: 'Metrics at 10 min', kind: 'hours', storage: /10m/ },
  { field: 'points1hHours', label: 'Metrics at 1 h', kind: 'hours', storage: /1h/ },
  { field: 'logsHours', label: 'Access logs', kind: 'hours', storage: /log/ },
  { field: 'logsBytes', label: 'Access logs, at most', kind: 'bytes', storage: /log/ },
  { field: 'spansHours', label: 'Spans', kind: 'hours', storage: /span/ },
  { field: 'spansBytes', label: 'Spans, at most', kind: 'bytes', storage: /span/ },
];

const GIB = 1024 ** 3;

/** What the form holds: text as typed. Hours as `90m`, `24h`, `7d` or a plain number of hours; sizes in GiB. */
export type RetentionDraft = Readonly<Record<RetentionField, string>>;

/** Settings as text for the form. */
export function toDraft(retention: Retention): RetentionDraft {
  const entries = RETENTION_INPUTS.map(({ field, kind }) => [
    field,
    kind === 'hours' ? formatHours(retention[field]) : String(Number((retention[field] / GIB).toFixed(3))),
  ]);
  return Object.fromEntries(entries) as RetentionDraft;
}

/** The settings a form stands for, or what is wrong by field. */
export function parseDraft(
  draft: RetentionDraft,
): { retention: Retention } | { errors: Partial<Record<RetentionField, string>> } {
  const errors: Partial<Record<RetentionField, string>> = {};
  const values: Partial<Record<RetentionField, number>> = {};
  for (const { field, kind } of RETENTION_INPUTS) {
    const value = kind === 'hours' ? parseHours(draft[field]) : parseGib(draft[field]);
    if (value === undefined) errors[field] = kind === 'hours' ? 'Like 24h or 7d' : 'A number of GiB, like 10';
    else values[field] = value;
  }
  const checked = retentionSchema.safeParse(values);
  for (const issue of checked.error?.issues ?? []) {
    const field = issue.path[0] as RetentionField;
    errors[field] ??= rangeError(field);
  }
  return checked.success && Object.keys(errors).length === 0 ? { retention: checked.data } : { errors };
}

/** Hours in the largest unit that fits evenly: `36h`, `7d`. */
export function formatHours(hours: number): string {
  return hours >= 48 && hours % 24 === 0 ? `${hours / 24}d` : `${hours}h`;
}

/** Bytes as GiB, the unit the limits are set in. */
export function formatGib(bytes: number): string {
  return `${Number((bytes / GIB).toPrecision(3))} GiB`;
}

function parseHours(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(h|d|w|y)?\s*$/i.exec(text);
  if (match === null) return undefined;
  const units: Record<string, number> = { h: 1, d: 24, w: 168, y: 8_760 };
  return Number(match[1]) * (units[(match[2] ?? 'h').toLowerCase()] ?? 1);
}

function parseGib(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(?:gib|gb)?\s*$/i.exec(text);
  return match === null ? undefined : Math.round(Number(match[1]) * GIB);
}

function rangeError(field: RetentionField): string {
  if (field.endsWith('Bytes')) return 'At least 0.001 GiB';
  return field === 'points1hHours'
    ? 'From 1h to 3660d'
    : field === 'points10mHours'
      ? 'From 1h to 731d'
      : 'From 1h to 366d';
}
