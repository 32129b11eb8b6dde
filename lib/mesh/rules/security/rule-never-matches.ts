import { AUTHORIZATION_POLICY_SCHEMA, type AuthorizationRule } from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Problem, Rule } from '../rule';
import { findContradiction } from './find-contradiction';
import {
  type Constraint,
  conditionConstraints,
  operationConstraints,
  sourceConstraints,
} from './rule-constraints';

export const ruleNeverMatches: Rule = {
  name: 'security/rule-never-matches',
  codes: [],
  severity: 'warning',
  inputs: ['AuthorizationPolicy'],
  why: 'All conditions of a rule must hold at once, and these never do: an ALLOW admits nobody by it, a DENY keeps nobody out.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule',
  check(snapshot, report) {
    for (const policy of snapshot.list('AuthorizationPolicy')) {
      for (const problem of problemsOf(policy)) report(policy, problem);
    }
  },
};

const known = new WeakMap<ConfigResource, readonly Problem[]>();

/** Looked for once: nothing but the policy itself decides, and objects never change. */
function problemsOf(policy: ConfigResource): readonly Problem[] {
  const before = known.get(policy);
  if (before !== undefined) return before;
  const { rules = [] } = readSpec(policy, AUTHORIZATION_POLICY_SCHEMA);
  const problems = [...rules.entries()].flatMap(([index, rule]) =>
    examine(policy, rule, `spec.rules[${index}]`),
  );
  known.set(policy, problems);
  return problems;
}

/** One alternative of a part of a rule. */
interface Alternative {
  path: string;
  constraints: readonly Constraint[];
}

/** Pairs of a source and an operation that are looked at together; of more each is looked at by itself. */
const MOST_PAIRS = 2_000;

function examine(policy: ConfigResource, rule: AuthorizationRule, path: string): Problem[] {
  const { from, to, when } = alternativesOf(rule, path, namespaceOf(policy));
  const nothing = { path, constraints: [] };
  const pairs =
    from.length * to.length > MOST_PAIRS
      ? [
          ...from.map((source) => ({ source, operation: nothing })),
          ...to.map((operation) => ({ source: nothing, operation })),
        ]
      : from.flatMap((source) => to.map((operation) => ({ source, operation })));
  const judged = pairs.map((pair) => ({
    ...pair,
    reason: findContradiction([...pair.source.constraints, ...pair.operation.constraints, ...when]),
  }));
  const say = (at: string, reason: string | undefined): Problem => ({
    path: at,
    message: `${at} of ${policy.metadata.name} never matches: ${reason}`,
  });
  if (judged.every(({ reason }) => reason !== undefined)) return [say(path, judged[0]?.reason)];
  return (['source', 'operation'] as const).flatMap((part) =>
    [...new Set(judged.map((pair) => pair[part]))].flatMap((one) => {
      const own = judged.filter((pair) => pair[part] === one);
      return own.every(({ reason }) => reason !== undefined) ? [say(one.path, own[0]?.reason)] : [];
    }),
  );
}

/** A part that is left out is one alternative that asks for nothing. */
function alternativesOf(
  { from = [], to = [], when = [] }: AuthorizationRule,
  path: string,
  namespace: string,
): { from: Alternative[]; to: Alternative[]; when: Constraint[] } {
  const nothing = [{ path, constraints: [] }];
  const sources = from.map((one, index) => ({
    path: `${path}.from[${index}]`,
    constraints: sourceConstraints(one?.source ?? {}, `${path}.from[${index}].source`, namespace),
  }));
  const operations = to.map((one, index) => ({
    path: `${path}.to[${index}]`,
    constraints: operationConstraints(one?.operation ?? {}, `${path}.to[${index}].operation`),
  }));
  return {
    from: sources.length === 0 ? nothing : sources,
    to: operations.length === 0 ? nothing : operations,
    when: when.flatMap((one, index) => conditionConstraints(one ?? {}, `${path}.when[${index}]`, namespace)),
  };
}
