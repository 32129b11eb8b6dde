'use client';

import { useQuery } from '@tanstack/react-query';

/** Why a rule matters, and where its concept is explained. */
export type RuleWords = { why: string; docs: string };

/** What every rule is about, by its name; loaded when a finding is first shown. */
export function useRuleBook({ enabled = true } = {}): ReadonlyMap<string, RuleWords> | undefined {
  const { data } = useQuery({
    queryKey: ['rule-book'],
    queryFn: async () => {
      const { CATALOGUE } = await import('@/lib/mesh/rules/catalogue');
      return new Map(CATALOGUE.map(({ name, why, docs }) => [name, { why, docs }]));
    },
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });
  return data;
}
