'use client';

import { useCallback, useMemo, useState } from 'react';
import { useTraceFields } from '@/lib/client/traces/use-trace-fields';
import { useDraft } from '@/lib/client/url/use-draft';
import { completeTraceQuery, fieldAt } from '@/lib/mesh/trace/query/complete-trace-query';
import { readTraceQuery } from '@/lib/mesh/trace/query/read-trace-query';
import { ExpressionField } from '../ui/expression/expression-field';

type QueryFieldProps = { query: string; onChange: (query: string) => void };

/** The query of the search: completed while it is written, applied when it can be read. Loaded on demand, with its grammar. */
export function QueryField({ query, onChange }: QueryFieldProps) {
  const [field, setField] = useState<string>();
  const { tags, values } = useTraceFields(field);
  const [draft, setDraft] = useDraft(query, (text) => {
    if (text.trim() === '' || readTraceQuery(text).error === undefined) onChange(text.trim());
  });
  const complete = useCallback(
    (text: string, at: number) =>
      completeTraceQuery(text, at, { tags, values: field === undefined ? {} : { [field]: values } }),
    [tags, values, field],
  );
  const error = useMemo(() => (draft.trim() === '' ? undefined : readTraceQuery(draft).error), [draft]);
  return (
    <ExpressionField
      label="Query (TraceQL)"
      placeholder="{ status = error && span.http.status_code >= 500 }"
      value={draft}
      onChange={setDraft}
      onCaret={(text, at) => setField(fieldAt(text, at))}
      complete={complete}
      error={error === undefined ? undefined : { message: error.message, at: error.from, end: error.to }}
      className="w-full"
      inputClassName="font-mono text-xs"
    />
  );
}
