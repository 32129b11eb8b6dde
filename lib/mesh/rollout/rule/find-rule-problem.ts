import type { ConfigObject } from '../../config/config-object';
import type { HttpRouteSpec } from '../../config/kinds/http-route';
import type { VirtualServiceSpec } from '../../config/kinds/virtual-service';
import type { CanaryMatch, RolloutPlan, RolloutTarget, RolloutVersion } from '../plan';
import { isTo } from './is-to';
import { type HeaderCondition, joinConditions } from './join-conditions';
import { conditionsOf } from './leads';
import { type LeadOwner, ownRules } from './managed-rule';
import { isMirrorTo, readMatchHeaders } from './shape-http-route';
import { mirrorsOf, readHeaders } from './shape-virtual-service';
import { hasMirrorStep } from './shaped-versions';
import { setCookiesOf } from './sticky-backend';
import { readSticky, stickyPair } from './sticky-cookie';
import { findSetCookie } from './sticky-destination';

/** What is to be done to a rule, beside its weights. */
export type RuleWishes = Pick<RolloutPlan, 'target' | 'canary' | 'sticky'> & {
  matches: readonly CanaryMatch[];
  isMirrored: boolean;
  owner: LeadOwner;
};

/** Why a rule cannot be given what is wished for, in a sentence; undefined when it can. */
export function findRuleProblem(object: ConfigObject, wishes: RuleWishes): string | undefined {
  const { sticky, matches, isMirrored, target, canary, owner } = wishes;
  const pair = stickyPair(wishes);
  const wanted = [...matches, ...(pair === undefined ? [] : [{ cookie: pair }])];
  const rule = readRule(object, target, canary);
  if (rule === undefined) {
    if (wanted.length === 0 && !isMirrored) return undefined;
    return 'A rule for TCP connections has weights only: it knows neither headers nor cookies nor copies.';
  }
  // A cookie that a person asked for is theirs to replace, and nobody else's.
  const isTaken = (value: string): boolean => owner === 'rollout' || readSticky(value) === undefined;
  if (sticky !== undefined && rule.setCookies.some(isTaken)) {
    return 'The rule makes answers of the canary set a cookie already, and has no room for another one.';
  }
  if (isMirrored && owner === 'rollout' && rule.isMirrored) {
    return `The rule copies requests to ${canary.version} already, and a rollout takes no copies away that somebody else asked for: take the mirror out of the rule, or the mirror steps out of the plan.`;
  }
  for (const match of wanted) {
    const problem = findMatchProblem(rule.matches, conditionsOf(match));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** What the plan's steps ask of its rule. */
export function ruleWishesOf(plan: Pick<RolloutPlan, 'target' | 'canary' | 'sticky' | 'steps'>): RuleWishes {
  return {
    ...plan,
    owner: 'rollout',
    matches: plan.steps.flatMap((step) => (step.kind === 'match' ? (step.match ?? []) : [])),
    isMirrored: hasMirrorStep(plan.steps),
  };
}

interface RuleFacts {
  matches: readonly (readonly HeaderCondition[])[];
  /** What the canary's answers are made to set. */
  setCookies: readonly string[];
  /** It copies requests to the canary. */
  isMirrored: boolean;
}

/** Undefined for a rule of TCP connections. */
function readRule(
  { spec }: ConfigObject,
  target: RolloutTarget,
  canary: RolloutVersion,
): RuleFacts | undefined {
  if (target.kind === 'HTTPRoute') {
    const rule = ownRules((spec as HttpRouteSpec).rules ?? [])[target.rule];
    return {
      matches: rule?.matches?.map(readMatchHeaders) ?? [],
      setCookies: (rule?.backendRefs ?? []).filter(({ name }) => name === canary.host).flatMap(setCookiesOf),
      isMirrored: (rule?.filters ?? []).some((filter) => isMirrorTo(filter, canary)),
    };
  }
  const rule = ownRules((spec as VirtualServiceSpec).http ?? [])[target.rule];
  if (rule === undefined) return undefined;
  const ours = (rule.route ?? []).filter(({ destination }) => isTo(destination, canary));
  return {
    matches: rule.match?.map(readHeaders) ?? [],
    setCookies: ours.flatMap(({ headers }) => findSetCookie(headers?.response?.add ?? {})?.value ?? []),
    isMirrored: mirrorsOf(rule).some(({ destination }) => isTo(destination, canary)),
  };
}

function findMatchProblem(
  matches: RuleFacts['matches'],
  wanted: readonly HeaderCondition[],
): string | undefined {
  const joined = matches.map((own) => joinConditions(own, wanted));
  const names = wanted.map(({ name }) => name).join(' and ');
  if (joined.includes('cannot')) {
    return `The rule has a condition of its own on ${names}, and one condition cannot say both: choose another header.`;
  }
  if (joined.length === 0 || joined.some((one) => one !== 'never')) return undefined;
  const own = matches.flat().filter(({ name }) => wanted.some((one) => one.name === name.toLowerCase()));
  return `No request that the rule takes has that ${names}: it takes those where ${own.map(describe).join(' or ')}.`;
}

function describe({ name, kind, value }: HeaderCondition): string {
  const words = { exact: 'is', prefix: 'begins with', regex: 'matches', present: 'is there' } as const;
  return `${name} ${words[kind]} ${value}`.trimEnd();
}
