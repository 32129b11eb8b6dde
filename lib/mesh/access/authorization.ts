import type { AuthorizationPolicySpec } from '../config/kinds/security';
import type { MeshSettings } from '../config/mesh-settings';
import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import type { AccessRequest } from './access-request';
import { policiesFor } from './authorization-policies';
import { type CompiledRule, compileRule } from './compile-rule';
import type { PolicyWorkload } from './selects-workload';

export type AccessAction = 'CUSTOM' | 'DENY' | 'ALLOW' | 'AUDIT';

/** One rule of one policy. */
export interface PolicyRule {
  readonly policy: ConfigResource;
  readonly action: AccessAction;
  /** Position in `spec.rules`. */
  readonly index: number;
  /** Envoy's policy id, `ns[foo]-policy[bar]-rule[0]`. */
  readonly id: string;
  readonly rule: CompiledRule;
}

/** Whether a request may pass, and what decided it. */
export interface AccessDecision {
  readonly allowed: boolean;
  readonly cause: 'denied-by-rule' | 'no-allow-policy' | 'allowed-by-rule' | 'no-rule-matched';
  readonly by: PolicyRule | undefined;
  /** Envoy's response code details of a refusal; empty for what may pass. */
  readonly details: string;
}

/** What a dry-run policy would have said. */
export interface ShadowDecision {
  readonly action: 'ALLOW' | 'DENY';
  readonly allowed: boolean;
  /** Envoy's `shadow_effective_policy_id`; undefined when no rule matched. */
  readonly by: PolicyRule | undefined;
}

/** The authorization policies of one workload for one kind of traffic. */
export interface Authorizer {
  /** Every policy that is for the workload. */
  readonly policies: readonly ConfigResource[];
  readonly rules: readonly PolicyRule[];
  readonly hasAllowPolicies: boolean;
  /** Providers that CUSTOM policies name, each once. */
  readonly providers: readonly string[];
  readonly hasShadow: boolean;
  /** The first CUSTOM rule that wants an external decision. */
  findCustom(request: AccessRequest): PolicyRule | undefined;
  /** DENY, then ALLOW: what Envoy decides once the external authorizer agreed. */
  decide(request: AccessRequest): AccessDecision;
  /** What dry-run policies say; they never decide. */
  shadow(request: AccessRequest): readonly ShadowDecision[];
  /** AUDIT rules that match; they never decide. */
  audit(request: AccessRequest): readonly PolicyRule[];
}

const NO_ALLOW_POLICY: AccessDecision = {
  allowed: true,
  cause: 'no-allow-policy',
  by: undefined,
  details: '',
};
const NO_RULE_MATCHED: AccessDecision = {
  allowed: false,
  cause: 'no-rule-matched',
  by: undefined,
  details: 'rbac_access_denied_matched_policy[none]',
};

/** Compiles a workload's policies for HTTP requests, or for TCP connections, where HTTP's fields can't be judged. */
export function compileAuthorization(
  resources: ResourceSet,
  settings: Pick<MeshSettings, 'rootNamespace' | 'trustDomain' | 'trustDomainAliases'>,
  workload: PolicyWorkload,
  protocol: 'http' | 'tcp' = 'http',
): Authorizer {
  const policies = policiesFor('AuthorizationPolicy', resources, settings, workload);
  const enforced = policies.filter((policy) => !isDryRun(policy));
  const dryRun = policies.filter((policy) => isDryRun(policy));
  const compile = (list: readonly ConfigResource[], action: AccessAction): PolicyRule[] =>
    list.flatMap((policy) =>
      actionOf(policy) === action ? compileRules(policy, action, settings, protocol) : [],
    );
  const custom = compile(enforced, 'CUSTOM');
  const deny = compile(enforced, 'DENY');
  const allow = compile(enforced, 'ALLOW');
  const auditing = compile(enforced, 'AUDIT');
  const has = (list: readonly ConfigResource[], action: AccessAction): boolean =>
    list.some((policy) => actionOf(policy) === action);
  const hasAllowPolicies = has(enforced, 'ALLOW');
  const decisions = new Map([...deny, ...allow].map((rule) => [rule, decisionOf(rule)]));
  const decided = (rule: PolicyRule): AccessDecision => decisions.get(rule) ?? decisionOf(rule);
  return {
    policies,
    rules: [...custom, ...deny, ...allow, ...auditing],
    hasAllowPolicies,
    providers: providersOf(enforced),
    hasShadow: dryRun.length > 0,
    findCustom: (request) => findRule(custom, request),
    decide(request) {
      const denied = findRule(deny, request);
      if (denied !== undefined) return decided(denied);
      if (!hasAllowPolicies) return NO_ALLOW_POLICY;
      const allowed = findRule(allow, request);
      return allowed === undefined ? NO_RULE_MATCHED : decided(allowed);
    },
    shadow: createShadow(
      has(dryRun, 'DENY') ? compile(dryRun, 'DENY') : undefined,
      has(dryRun, 'ALLOW') ? compile(dryRun, 'ALLOW') : undefined,
    ),
    audit: (request) => auditing.filter(({ rule }) => rule.test(request)),
  };
}

/** The action of a policy: ALLOW unless it says another. */
export function actionOf(policy: ConfigResource): AccessAction {
  return ((policy.spec ?? {}) as AuthorizationPolicySpec).action ?? 'ALLOW';
}

const GO_TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);

/** Whether a policy only says what it would do. CUSTOM and AUDIT know no dry run: they stay what they are. */
export function isDryRun(policy: ConfigResource): boolean {
  const action = actionOf(policy);
  const annotation = policy.metadata.annotations['istio.io/dry-run'];
  return (action === 'ALLOW' || action === 'DENY') && annotation !== undefined && GO_TRUE.has(annotation);
}

function compileRules(
  policy: ConfigResource,
  action: AccessAction,
  settings: Pick<MeshSettings, 'trustDomain' | 'trustDomainAliases'>,
  protocol: 'http' | 'tcp',
): PolicyRule[] {
  const { name, namespace } = policy.metadata;
  const scope = { settings, namespace, isTcp: protocol === 'tcp' };
  const { rules = [] } = (policy.spec ?? {}) as AuthorizationPolicySpec;
  return rules.flatMap((source, index) => {
    const rule = compileRule(source, scope, { opens: action === 'ALLOW' });
    const id = `ns[${namespace}]-policy[${name}]-rule[${index}]`;
    return rule === undefined ? [] : [{ policy, action, index, id, rule }];
  });
}

function providersOf(policies: readonly ConfigResource[]): string[] {
  const names = policies
    .filter((policy) => actionOf(policy) === 'CUSTOM')
    .map((policy) => (policy.spec as AuthorizationPolicySpec).provider?.name ?? '');
  return [...new Set(names)];
}

function decisionOf(rule: PolicyRule): AccessDecision {
  return rule.action === 'DENY'
    ? {
        allowed: false,
        cause: 'denied-by-rule',
        by: rule,
        details: `rbac_access_denied_matched_policy[${rule.id}]`,
      }
    : { allowed: true, cause: 'allowed-by-rule', by: rule, details: '' };
}

function findRule(rules: readonly PolicyRule[], request: AccessRequest): PolicyRule | undefined {
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i];
    if (rule?.rule.test(request)) return rule;
  }
  return undefined;
}

function createShadow(
  deny: readonly PolicyRule[] | undefined,
  allow: readonly PolicyRule[] | undefined,
): Authorizer['shadow'] {
  return (request) => {
    const shadows: ShadowDecision[] = [];
    if (deny !== undefined) {
      const by = findRule(deny, request);
      shadows.push({ action: 'DENY', allowed: by === undefined, by });
    }
    if (allow !== undefined) {
      const by = findRule(allow, request);
      shadows.push({ action: 'ALLOW', allowed: by !== undefined, by });
    }
    return shadows;
  };
}
