import type { HttpMatch, HttpRoute, TcpRoute, VirtualServiceSpec } from '../../config/kinds/virtual-service';
import type { TrafficShape } from '../traffic-shape';
import { isTo } from './is-to';
import { type HeaderCondition, joinConditions } from './join-conditions';
import { isShared, leadsOf } from './leads';
import { LEAD_RULES, ownRules, replaceRule } from './managed-rule';
import { isReplaced, ownsMirrors, type ShapedVersions, versionsToMake } from './shaped-versions';
import { forgetSticky, makeSticky } from './sticky-destination';

type Target = { destination?: { host?: string; subset?: string }; weight?: number };

/** The spec with the shape written into the plan's rule; everything else in it stays as it is. */
export function shapeVirtualService(
  spec: VirtualServiceSpec,
  versions: ShapedVersions,
  shape: TrafficShape,
): VirtualServiceSpec {
  const index = versions.target.rule;
  const found = ownRules(spec.http ?? [])[index];
  if (found !== undefined) {
    const plain = forgetSticky(found, versions.canary, isReplaced(versions));
    const made = versionsToMake(versions);
    const leads = leadToCanary(plain, made, leadsOf(shape, made));
    const rule = shapeRule(plain, made, shape);
    const { owner = 'rollout' } = versions;
    return { ...spec, http: replaceRule(spec.http ?? [], { index, owner, leads, rule }) };
  }
  const tcp = spec.tcp?.[index];
  if (tcp === undefined) return spec;
  return {
    ...spec,
    tcp: (spec.tcp ?? []).map((other, place) => (place === index ? shapeTcp(tcp, versions, shape) : other)),
  };
}

function shapeRule(rule: HttpRoute, versions: ShapedVersions, shape: TrafficShape): HttpRoute {
  const weighed = weigh(rule.route ?? [], versions, shape.canaryPercent);
  const route = isShared(shape.canaryPercent) ? makeSticky(weighed, versions) : weighed;
  const { mirror: _, mirrorPercentage: __, mirrors: ___, ...rest } = rule;
  const all = mirrorsOf(rule);
  const others = all.filter(({ destination }) => !isTo(destination, versions.canary));
  if (shape.mirrorPercent > 0) {
    const { destination } = canaryTarget(rule.route ?? [], versions);
    const copy = { destination, percentage: { value: shape.mirrorPercent } } as Mirror;
    return { ...rest, route, mirrors: [...others, copy] };
  }
  if (!ownsMirrors(versions) || others.length === all.length) return { ...rule, route };
  return { ...rest, route, ...(others.length === 0 ? {} : { mirrors: others }) };
}

type Mirror = NonNullable<HttpRoute['mirrors']>[number];

/** `mirror` and `mirrors` exclude each other: the one that is there becomes one of several. */
export function mirrorsOf({ mirror, mirrorPercentage, mirrors = [] }: HttpRoute): readonly Mirror[] {
  if (mirror === undefined) return mirrors;
  const percentage = mirrorPercentage === undefined ? {} : { percentage: mirrorPercentage };
  return [{ destination: mirror, ...percentage } as Mirror, ...mirrors];
}

function shapeTcp(rule: TcpRoute, versions: ShapedVersions, shape: TrafficShape): TcpRoute {
  return { ...rule, route: weigh(rule.route ?? [], versions, shape.canaryPercent) };
}

/** Stable and canary share what other destinations leave. */
function weigh<T extends Target>(route: readonly T[], versions: ShapedVersions, canaryPercent: number): T[] {
  const hasCanary = route.some(({ destination }) => isTo(destination, versions.canary));
  const all = hasCanary ? [...route] : [...route, canaryTarget(route, versions) as T];
  const isOurs = ({ destination }: T): boolean =>
    isTo(destination, versions.canary) || isTo(destination, versions.stable);
  const others = all.filter((target) => !isOurs(target)).reduce((sum, { weight = 0 }) => sum + weight, 0);
  const canary = Math.min(canaryPercent, 100 - others);
  return all.map((target) =>
    isOurs(target)
      ? { ...target, weight: isTo(target.destination, versions.canary) ? canary : 100 - others - canary }
      : target,
  );
}

/** The canary's destination: as the stable one, but for the subset. */
function canaryTarget(
  route: readonly Target[],
  { stable, canary }: ShapedVersions,
): Target & { destination: object } {
  const found = route.find(({ destination }) => isTo(destination, canary));
  if (found?.destination !== undefined) return { ...found, destination: found.destination };
  const model = route.find(({ destination }) => isTo(destination, stable)) ?? {
    destination: { host: canary.host },
  };
  const { subset: _, ...destination } = model.destination ?? {};
  return {
    ...model,
    destination: {
      ...destination,
      host: canary.host,
      ...(canary.subset === '' ? {} : { subset: canary.subset }),
    },
  };
}

function leadToCanary(
  rule: HttpRoute,
  versions: ShapedVersions,
  leads: readonly (readonly HeaderCondition[])[],
): HttpRoute[] {
  const { mirror: _, mirrors: __, mirrorPercentage: ___, ...rest } = rule;
  // Copies of what the canary answers itself would tell nobody anything.
  const mirrors = mirrorsOf(rule).filter(({ destination }) => !isTo(destination, versions.canary));
  const matches: readonly HttpMatch[] =
    rule.match === undefined || rule.match.length === 0 ? [{}] : rule.match;
  const led = leads.flatMap((wanted) =>
    matches.flatMap((match): HttpMatch[] => {
      const joined = joinConditions(readHeaders(match), wanted);
      return typeof joined === 'string' ? [] : [{ ...match, headers: writeHeaders(joined) }];
    }),
  );
  if (led.length === 0) return [];
  const target = canaryTarget(rule.route ?? [], versions);
  const route = [{ ...target, weight: 100 }] as NonNullable<HttpRoute['route']>;
  const copies = mirrors.length === 0 ? {} : { mirrors: [...mirrors] };
  return [{ ...rest, name: LEAD_RULES[versions.owner ?? 'rollout'], match: led, route, ...copies }];
}

/** A match's conditions on headers. */
export function readHeaders({ headers }: HttpMatch): HeaderCondition[] {
  return Object.entries(headers ?? {}).map(([name, { exact, prefix, regex }]) => {
    if (exact !== undefined) return { name, kind: 'exact', value: exact };
    if (prefix !== undefined) return { name, kind: 'prefix', value: prefix };
    return regex === undefined ? { name, kind: 'present', value: '' } : { name, kind: 'regex', value: regex };
  });
}

function writeHeaders(conditions: readonly HeaderCondition[]): NonNullable<HttpMatch['headers']> {
  return Object.fromEntries(
    conditions.map(({ name, kind, value }) => [name, kind === 'present' ? {} : { [kind]: value }]),
  );
}
