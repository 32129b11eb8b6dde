'use client';

import { useMemo } from 'react';
import { listConfigRules } from '@/lib/protocol/api/config-rules';
import { useEndpoint } from '../http/use-endpoint';

/** Why a rule matters, and where its concept is explained. */
export type RuleWords = { why: string; docs: string };

/** What every rule is about, by its name; asked for when a finding is first shown. */
export function useRuleBook({ enabled = true } = {}): ReadonlyMap<string, RuleWords> | undefined {
  const { data } = useEndpoint(listConfigRules, {}, { enabled });
  return useMemo(
    () =>
      data === undefined
        ? undefined
        : new Map(data.rules.map(({ name, why, docs }) => [name, { why, docs }])),
    [data],
  );
}
