'use client';

import { getTraceFields } from '@/lib/protocol/api/traces';
import { useEndpoint } from '../http/use-endpoint';

/** Tags that spans have, and the values of one field, as queries are completed with them. */
export function useTraceFields(field: string | undefined) {
  const tags = useEndpoint(getTraceFields);
  const values = useEndpoint(
    getTraceFields,
    { query: { field: field ?? '' } },
    { enabled: field !== undefined },
  );
  return { tags: tags.data?.tags ?? [], values: values.data?.values ?? [] };
}
