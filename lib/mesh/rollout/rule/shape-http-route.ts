import type { HttpRouteSpec } from '../../config/kinds/http-route';
import type { RolloutVersion } from '../plan';
import type { TrafficShape } from '../traffic-shape';
import { type HeaderCondition, joinConditions } from './join-conditions';
import { isShared, leadsOf } from './leads';
import { LEAD_RULES, ownRules, replaceRule } from './managed-rule';
import { isReplaced, ownsMirrors, type ShapedVersions, versionsToMake } from './shaped-versions';
import { forgetSticky, makeSticky } from './sticky-backend';

type Rule = NonNullable<HttpRouteSpec['rules']>[number];
type Backend = NonNullable<Rule['backendRefs']>[number];
type Match = NonNullable<Rule['matches']>[number];
type Filter = NonNullable<Rule['filters']>[number];

/** The spec with the shape written into the plan's rule; versions are backends (Services) of their own here. */
export function shapeHttpRoute(
  spec: HttpRouteSpec,
  versions: ShapedVersions,
  shape: TrafficShape,
): HttpRouteSpec {
  const index = versions.target.rule;
  const found = ownRules(spec.rules ?? [])[index];
  if (found === undefined) return spec;
  const plain = forgetSticky(found, versions.canary, isReplaced(versions));
  const made = versionsToMake(versions);
  const leads = leadToCanary(plain, made, leadsOf(shape, made));
  const rule = shapeRule(plain, made, shape);
  const { owner = 'rollout' } = versions;
  return { ...spec, rules: replaceRule(spec.rules ?? [], { index, owner, leads, rule }) };
}

function shapeRule(rule: Rule, versions: ShapedVersions, shape: TrafficShape): Rule {
  const weighed = weigh(rule.backendRefs ?? [], versions, shape.canaryPercent);
  const backends = isShared(shape.canaryPercent) ? makeSticky(weighed, versions) : weighed;
  const { filters, ...rest } = rule;
  const isDropped = (filter: Filter): boolean =>
    (ownsMirrors(versions) || shape.mirrorPercent > 0) && isMirrorTo(filter, versions.canary);
  const others = (filters ?? []).filter((filter) => !isDropped(filter));
  const copy = shape.mirrorPercent > 0 ? [mirrorTo(rule, versions, shape.mirrorPercent)] : [];
  const all = [...others, ...copy];
  return { ...rest, ...(all.length === 0 ? {} : { filters: all }), backendRefs: backends };
}

/** Weights of backends are parts of their sum; here they are made to sum to 100, others keep their proportion. */
function weigh(backends: readonly Backend[], versions: ShapedVersions, canaryPercent: number): Backend[] {
  const hasCanary = backends.some((backend) => isTo(backend, versions.canary));
  const all = hasCanary ? [...backends] : [...backends, canaryBackend(backends, versions)];
  const isOurs = (backend: Backend): boolean =>
    isTo(backend, versions.canary) || isTo(backend, versions.stable);
  const total = backends.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const percentOf = ({ weight = 1 }: Backend): number =>
    total === 0 ? 0 : Math.round((weight * 100) / total);
  const others = backends
    .filter((backend) => !isOurs(backend))
    .reduce((sum, backend) => sum + percentOf(backend), 0);
  const canary = Math.min(canaryPercent, 100 - others);
  return all.map((backend) => {
    if (!isOurs(backend)) return { ...backend, weight: percentOf(backend) };
    return { ...backend, weight: isTo(backend, versions.canary) ? canary : 100 - others - canary };
  });
}

function canaryBackend(backends: readonly Backend[], { stable, canary }: ShapedVersions): Backend {
  const found = backends.find((backend) => isTo(backend, canary));
  return found ?? { ...backends.find((backend) => isTo(backend, stable)), name: canary.host };
}

function isTo(backend: { name?: string } | undefined, version: RolloutVersion): boolean {
  return backend?.name === version.host;
}

/** Whether a filter copies requests to the version. */
export function isMirrorTo(filter: Filter, canary: RolloutVersion): boolean {
  return filter.type === 'RequestMirror' && isTo(filter.requestMirror?.backendRef, canary);
}

function mirrorTo(rule: Rule, versions: ShapedVersions, percent: number): Filter {
  const { name, namespace, port } = canaryBackend(rule.backendRefs ?? [], versions);
  const backendRef = {
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(port === undefined ? {} : { port }),
  };
  return { type: 'RequestMirror', requestMirror: { backendRef, percent } };
}

function leadToCanary(
  rule: Rule,
  versions: ShapedVersions,
  leads: readonly (readonly HeaderCondition[])[],
): Rule[] {
  const matches: readonly Match[] =
    rule.matches === undefined || rule.matches.length === 0 ? [{}] : rule.matches;
  const led = leads.flatMap((wanted) =>
    matches.flatMap((match): Match[] => {
      const joined = joinConditions(readMatchHeaders(match), wanted);
      return typeof joined === 'string' ? [] : [{ ...match, headers: joined.map(writeCondition) }];
    }),
  );
  if (led.length === 0) return [];
  const { weight: _, ...backend } = canaryBackend(rule.backendRefs ?? [], versions);
  const { filters = [], ...rest } = rule;
  // Copies of what the canary answers itself would tell nobody anything.
  const kept = filters.filter((filter) => !isMirrorTo(filter, versions.canary));
  const lead = { ...rest, ...(kept.length === 0 ? {} : { filters: kept }) };
  return [{ ...lead, name: LEAD_RULES[versions.owner ?? 'rollout'], matches: led, backendRefs: [backend] }];
}

/** A match's conditions on headers; of several on one header the first counts. */
export function readMatchHeaders({ headers = [] }: Match): HeaderCondition[] {
  const first = new Map<string, HeaderCondition>();
  for (const { name = '', type, value = '' } of headers) {
    const kind = type === 'RegularExpression' ? 'regex' : 'exact';
    if (!first.has(name.toLowerCase())) first.set(name.toLowerCase(), { name, kind, value });
  }
  return [...first.values()];
}

function writeCondition({ name, kind, value }: HeaderCondition): NonNullable<Match['headers']>[number] {
  return kind === 'regex' ? { type: 'RegularExpression', name, value } : { name, value };
}
