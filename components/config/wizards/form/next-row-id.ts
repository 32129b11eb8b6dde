import type { FormRow } from '@/lib/mesh/config/wizards/form-field';

/** An id no row has: rows may be taken away and added again. */
export function nextRowId(rows: readonly FormRow[]): string {
  const used = new Set(rows.map(({ id }) => id));
  let number = rows.length;
  while (used.has(`new-${number}`)) number++;
  return `new-${number}`;
}
