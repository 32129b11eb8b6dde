import type { HttpMatch, HttpRoute, TcpRoute, VirtualServiceSpec } from '../../config/kinds/virtual-service';
import type { CanaryMatch, RolloutPlan, RolloutVersion } from '../plan';
import type { TrafficShape } from '../traffic-shape';
import { cookiePattern } from './cookie-pattern';
import { MANAGED_RULE, ownRules } from './managed-rule';

type Versions = Pick<RolloutPlan, 'target' | 'stable' | 'canary'>;
type Target = { destination?: { host?: string; subset?: string }; weight?: number };

/** The spec with the shape written into the plan's rule; everything else in it stays as it is. */
export function shapeVirtualService(
  spec: VirtualServiceSpec,
  versions: Versions,
  shape: TrafficShape,
): VirtualServiceSpec {
  const index = versions.target.rule;
  const http = ownRules(spec.http ?? []);
  const rule = http[index];
  if (rule !== undefined) {
    const led = shape.match === undefined ? [] : [leadToCanary(rule, versions, shape.match)];
    return {
      ...spec,
      http: [...http.slice(0, index), ...led, shapeRule(rule, versions, shape), ...http.slice(index + 1)],
    };
  }
  const tcp = spec.tcp?.[index];
  if (tcp === undefined) return spec;
  return {
    ...spec,
    tcp: (spec.tcp ?? []).map((other, place) => (place === index ? shapeTcp(tcp, versions, shape) : other)),
  };
}

function shapeRule(rule: HttpRoute, versions: Versions, shape: TrafficShape): HttpRoute {
  const { mirror, mirrorPercentage, mirrors = [], ...rest } = rule;
  // `mirror` and `mirrors` exclude each other: the one that is there becomes one of several.
  const single =
    mirror === undefined
      ? []
      : [
          {
            destination: mirror,
            ...(mirrorPercentage === undefined ? {} : { percentage: mirrorPercentage }),
          },
        ];
  const others = [...single, ...mirrors].filter(({ destination }) => !isTo(destination, versions.canary));
  const destination = canaryTarget(rule.route ?? [], versions).destination;
  const shaped: HttpRoute = { ...rule, route: weigh(rule.route ?? [], versions, shape.canaryPercent) };
  if (shape.mirrorPercent > 0) {
    const copy = { destination, percentage: { value: shape.mirrorPercent } } as (typeof mirrors)[number];
    return { ...rest, route: shaped.route ?? [], mirrors: [...others, copy] };
  }
  if (others.length === mirrors.length + single.length) return shaped;
  return { ...rest, route: shaped.route ?? [], ...(others.length === 0 ? {} : { mirrors: others }) };
}

function shapeTcp(rule: TcpRoute, versions: Versions, shape: TrafficShape): TcpRoute {
  return { ...rule, route: weigh(rule.route ?? [], versions, shape.canaryPercent) };
}

/** Stable and canary share what other destinations leave. */
function weigh<T extends Target>(route: readonly T[], versions: Versions, canaryPercent: number): T[] {
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
  { stable, canary }: Versions,
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

function isTo(destination: Target['destination'], version: RolloutVersion): boolean {
  return destination?.host === version.host && (destination.subset ?? '') === version.subset;
}

function leadToCanary(rule: HttpRoute, versions: Versions, wanted: CanaryMatch): HttpRoute {
  const { mirror: _, mirrors: __, mirrorPercentage: ___, ...rest } = rule;
  const matches: readonly HttpMatch[] =
    rule.match === undefined || rule.match.length === 0 ? [{}] : rule.match;
  const target = canaryTarget(rule.route ?? [], versions);
  return {
    ...rest,
    name: MANAGED_RULE,
    match: matches.map((match) => ({ ...match, headers: { ...match.headers, ...headersOf(wanted) } })),
    route: [{ ...target, weight: 100 }] as NonNullable<HttpRoute['route']>,
  };
}

function headersOf({ header, cookie }: CanaryMatch): NonNullable<HttpMatch['headers']> {
  return {
    ...(header === undefined ? {} : { [header.name]: { exact: header.value } }),
    ...(cookie === undefined ? {} : { cookie: { regex: cookiePattern(cookie.name, cookie.value) } }),
  };
}
