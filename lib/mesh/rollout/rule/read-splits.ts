import type { ConfigObject } from '../../config/config-object';
import type { HttpRouteSpec } from '../../config/kinds/http-route';
import type { VirtualServiceSpec } from '../../config/kinds/virtual-service';
import { describeConditions } from '../../routing/describe-conditions';
import { ownRules } from './managed-rule';

/** One destination of a rule with its share. */
export interface SplitTarget {
  host: string;
  /** Empty where the destination is not a subset. */
  subset: string;
  port?: number;
  /** Share of the rule's requests, 0..100, whatever the weights sum to. */
  percent: number;
}

/** A rule that spreads requests over destinations. */
export interface Split {
  /** As a plan counts rules. */
  rule: number;
  protocol: 'http' | 'tcp';
  /** The rule's own name, or which requests it takes, for people to choose by. */
  title: string;
  targets: readonly SplitTarget[];
}

/** Every rule of a VirtualService or an HTTPRoute that sends requests somewhere. */
export function readSplits(object: ConfigObject): Split[] {
  return object.kind === 'HTTPRoute'
    ? readRouteRules(object.spec as HttpRouteSpec)
    : readServiceRules(object.spec as VirtualServiceSpec);
}

function readServiceRules(spec: VirtualServiceSpec): Split[] {
  const http = ownRules(spec.http ?? []).map(({ name, match, route }, rule) => ({
    rule,
    protocol: 'http' as const,
    title: name ?? describeMatches(match ?? []),
    targets: shares(
      (route ?? []).map(({ destination, weight }) => ({ ...destination, weight })),
      0,
    ),
  }));
  const tcp = (spec.tcp ?? []).map(({ route }, rule) => ({
    rule,
    protocol: 'tcp' as const,
    title: 'TCP connections',
    targets: shares(
      (route ?? []).map(({ destination, weight }) => ({ ...destination, weight })),
      0,
    ),
  }));
  return [...http, ...(http.length > 0 ? [] : tcp)].filter(({ targets }) => targets.length > 0);
}

function readRouteRules(spec: HttpRouteSpec): Split[] {
  return ownRules(spec.rules ?? [])
    .map(({ name, matches, backendRefs }, rule) => ({
      rule,
      protocol: 'http' as const,
      title: name ?? describeMatches(matches ?? []),
      targets: shares(
        (backendRefs ?? []).map(({ name: host, port, weight }) => ({
          host,
          weight,
          ...(port === undefined ? {} : { port: { number: port } }),
        })),
        1,
      ),
    }))
    .filter(({ targets }) => targets.length > 0);
}

interface Weighed {
  host?: string | undefined;
  subset?: string | undefined;
  port?: { number?: number } | undefined;
  weight?: number | undefined;
}

function describeMatches(matches: readonly object[]): string {
  const words = describeConditions(matches[0] ?? {});
  if (words === '') return 'All other requests';
  return `${words}${matches.length > 1 ? ` and ${matches.length - 1} more` : ''}`;
}

/** A single destination gets everything, whatever its weight says. */
function shares(targets: readonly Weighed[], unsaid: number): SplitTarget[] {
  const weights = targets.map(({ weight }) => (targets.length === 1 ? 1 : (weight ?? unsaid)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return targets.map(({ host = '', subset = '', port }, index) => ({
    host,
    subset,
    ...(port?.number === undefined ? {} : { port: port.number }),
    percent: total === 0 ? 0 : ((weights[index] ?? 0) * 100) / total,
  }));
}
