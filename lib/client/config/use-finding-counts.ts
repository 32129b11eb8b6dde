'use client';

import { useMemo } from 'react';
import type { Severity } from '@/lib/mesh/rules/finding';
import { useConfigList } from './use-config-list';

export type SeverityCounts = Readonly<Record<Severity, number>>;

const TROUBLE = { finding: ['error', 'warning'] };

/** Findings of the configuration by namespace; namespaces without any are not in it. */
export function useFindingCounts(): ReadonlyMap<string, SeverityCounts> {
  const { data } = useConfigList(TROUBLE);
  return useMemo(() => {
    const counts = new Map<string, SeverityCounts>();
    for (const { namespace, findings } of data?.items ?? []) {
      const sum = counts.get(namespace) ?? { error: 0, warning: 0, info: 0 };
      counts.set(namespace, {
        error: sum.error + findings.error,
        warning: sum.warning + findings.warning,
        info: sum.info + findings.info,
      });
    }
    return counts;
  }, [data]);
}
