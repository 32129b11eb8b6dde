import type { ConfigObject } from '@/lib/mesh/config/config-object';
import type { SplitAnswer } from '@/lib/protocol/api/splits';
import { splitByVersion } from './add-rows';
import { readDraft } from './read-draft';
import type { RuleBase, StoredText } from './rule-change';
import type { RuleDraft } from './rule-draft';

/** A VirtualService for a service that has no rule yet: everything goes to the service, as without it. */
export function newRuleBase(
  { service }: Pick<SplitAnswer, 'service'>,
  destinationRule: StoredText | undefined,
): RuleBase | undefined {
  const { namespace, name } = service;
  const target = { kind: 'VirtualService' as const, namespace, name, rule: 0 };
  const object: ConfigObject = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name, namespace },
    spec: { hosts: [name], http: [{ route: [{ destination: { host: name } }] }] },
  };
  const draft = readDraft(object, target, undefined);
  if (draft === undefined) return undefined;
  return { target, rule: { object, yaml: '', version: 0 }, destinationRule, draft };
}

/** What the new rule says at first: the versions, shared as they answer now. */
export function newRuleDraft(base: RuleBase, { service, versions }: SplitAnswer): RuleDraft {
  return splitByVersion(base.draft, base.target.kind, service.name, versions);
}
