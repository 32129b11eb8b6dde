import type { VersionSignals } from '@/lib/protocol/api/splits';
import { type RuleDraft, rowKey, type WeightRow, wholeWeights } from './rule-draft';

/** Versions that serve the service and that no destination of the rule leads to. */
export function missingVersions(rows: readonly WeightRow[], versions: readonly VersionSignals[]): string[] {
  const known = new Set(rows.map(({ version }) => version));
  return versions.map(({ version }) => version).filter((version) => version !== '' && !known.has(version));
}

/** Whether one destination takes every version together, so that shares need it split first. */
export function isUnsplit(kind: string, rows: readonly WeightRow[]): boolean {
  return kind === 'VirtualService' && rows.some(({ subset }) => subset === '');
}

/** The draft with another version at 0 %. */
export function addVersion(draft: RuleDraft, kind: string, service: string, version: string): RuleDraft {
  const model = draft.rows[0];
  if (model === undefined) return draft;
  const row = newRow(model, kind, service, version, 0);
  return { rows: [...draft.rows, row], beside: besideOf(draft, row) };
}

/** The draft with its whole-service destination replaced by its versions, shared as they answer now. */
export function splitByVersion(
  draft: RuleDraft,
  kind: string,
  service: string,
  versions: readonly VersionSignals[],
): RuleDraft {
  const whole = draft.rows.find(({ subset }) => subset === '');
  const named = versions.filter(({ version }) => version !== '');
  if (whole === undefined || named.length === 0) return draft;
  const rates = named.map(({ rate }) => rate);
  const shares = wholeWeights(shareOf(rates).map((share) => share * 100));
  const rows = named.map(({ version }, index) =>
    newRow(whole, kind, service, version, Math.round(((shares[index] ?? 0) * whole.percent) / 100)),
  );
  const missing = whole.percent - rows.reduce((sum, { percent }) => sum + percent, 0);
  const [first, ...rest] = rows;
  if (first === undefined) return draft;
  const all = [
    { ...first, percent: first.percent + missing },
    ...rest,
    ...draft.rows.filter((row) => row !== whole),
  ];
  return { rows: all, beside: besideOf({ ...draft, rows: all }, all.at(-1) ?? first) };
}

/** The draft without a row that it added; its share goes to the first one. */
export function removeRow(draft: RuleDraft, key: string): RuleDraft {
  const gone = draft.rows.find((row) => row.key === key);
  const [first, ...rest] = draft.rows.filter((row) => row.key !== key);
  if (gone === undefined || first === undefined) return draft;
  const rows = [{ ...first, percent: first.percent + gone.percent }, ...rest];
  const beside = draft.beside.key === key ? { key: rows.at(-1)?.key ?? '', mirrorPercent: 0 } : draft.beside;
  return { rows, beside };
}

function besideOf({ beside }: RuleDraft, row: WeightRow): RuleDraft['beside'] {
  const isUsed = beside.match !== undefined || beside.mirrorPercent > 0;
  return isUsed ? beside : { ...beside, key: row.key };
}

/** For a VirtualService a subset of the same host; for an HTTPRoute the Service of the version, by its usual name. */
function newRow(
  model: WeightRow,
  kind: string,
  service: string,
  version: string,
  percent: number,
): WeightRow {
  const place =
    kind === 'HTTPRoute'
      ? { host: `${service}-${version}`, subset: '' }
      : { host: model.host, subset: subsetName(version) };
  const port = model.port === undefined ? {} : { port: model.port };
  return { ...place, ...port, key: rowKey({ ...place, ...port }), version, percent, isLocked: false };
}

/** Subsets are named as DNS labels are. */
function subsetName(version: string): string {
  return version
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

function shareOf(rates: readonly number[]): number[] {
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return rates.map((rate) => (total === 0 ? 1 / rates.length : rate / total));
}
