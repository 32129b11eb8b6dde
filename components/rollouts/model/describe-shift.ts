import { type RuleDraft, rowLabel } from './rule-draft';

/** What a draft does, as the words on its button. */
export function describeShift(before: RuleDraft, draft: RuleDraft): string {
  const raised = draft.rows
    .map((row) => ({ row, by: row.percent - (before.rows.find(({ key }) => key === row.key)?.percent ?? 0) }))
    .filter(({ by }) => by > 0);
  const [only] = raised;
  const isSplit = draft.rows.every(({ origin }) => origin === undefined);
  if (only !== undefined && raised.length === 1 && !isSplit) {
    return `Shift ${only.row.percent} % to ${rowLabel(only.row)}`;
  }
  if (raised.length > 0 && draft.rows.length <= 4) {
    return `Share ${draft.rows.map(({ percent }) => percent).join(' / ')} % between ${draft.rows.map(rowLabel).join(', ')}`;
  }
  return raised.length > 0 ? `Share between ${draft.rows.length} versions` : 'Write this rule';
}
