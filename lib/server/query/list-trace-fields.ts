import type * as z from 'zod/mini';
import { findSpanField } from '../../mesh/trace/query/query-fields';
import { KIND_WORDS, STATUS_WORDS } from '../../mesh/trace/query/span-condition';
import type { getTraceFields } from '../../protocol/api/traces';
import { AppError } from '../../protocol/app-error';
import type { QueryContext } from './query-context';
import { resolveSearchWindow } from './resolve-window';

type FieldsAnswer = z.infer<typeof getTraceFields.response>;

const WINDOW_SECONDS = 3_600;

/** What a query can ask for: the tags there are, or the values of one field. */
export async function listTraceFields(
  { sources }: QueryContext,
  { field: name }: z.infer<typeof getTraceFields.query>,
): Promise<FieldsAnswer> {
  const window = resolveSearchWindow({ window: WINDOW_SECONDS }, sources.now());
  const { traces } = sources.store;
  if (name === undefined) return { tags: await traces.listTagNames(window), values: [] };
  const field = findSpanField(name);
  if (field === undefined) throw new AppError('bad_request', `Searches do not know the field "${name}"`);
  if (field.column === 'status') return { tags: [], values: [...STATUS_WORDS] };
  if (field.column === 'kind') return { tags: [], values: Object.keys(KIND_WORDS) };
  return { tags: [], values: await traces.listValues(window, field) };
}
