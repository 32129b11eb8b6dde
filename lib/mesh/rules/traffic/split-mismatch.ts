import { DESTINATION_RULE_KINDS, destinationRules } from '../index/destination-rules';
import { completeHost } from '../index/hosts';
import { VIRTUAL_SERVICE_KINDS, type VirtualServiceEntry, virtualServices } from '../index/virtual-services';
import type { Snapshot } from '../snapshot';
import type { Observations } from './observations';
import { stoodAllAlong, type TrafficRule } from './traffic-rule';

/** Chance alone moves a share by more than this many standard deviations once in ten thousand looks. */
const DEVIATIONS = 4;
/** Shares nearer than this are as good as equal. */
const TOLERANCE = 0.02;

export const splitMismatch: TrafficRule = {
  name: 'traffic/split-mismatch',
  codes: [],
  severity: 'warning',
  inputs: [...VIRTUAL_SERVICE_KINDS, ...DESTINATION_RULE_KINDS],
  why: 'Requests are not spread as the weights say: some callers do not go by this rule, or retries and ejections move what they send.',
  docs: 'https://istio.io/latest/docs/concepts/traffic-management/#routing-rules',
  check(snapshot, report, observed) {
    for (const entry of snapshot.use(virtualServices)) {
      // With several rules the log alone says which took a request; metrics tell of all of them together.
      const [rule, ...others] = entry.spec.http ?? [];
      if (rule === undefined || others.length > 0 || (rule.match ?? []).length > 0) continue;
      if (!entry.gateways.has('mesh') || !stoodAllAlong(entry.resource, observed)) continue;
      const message = compare(snapshot, entry, rule.route ?? [], observed);
      if (message !== undefined) report(entry.resource, { path: 'spec.http[0].route', message });
    }
  },
};

type Routes = NonNullable<NonNullable<VirtualServiceEntry['spec']['http']>[number]['route']>;

function compare(
  snapshot: Snapshot,
  { namespace }: VirtualServiceEntry,
  routes: Routes,
  { edges }: Observations,
): string | undefined {
  const targets = routes.map(({ destination, weight = 0 }) => ({
    host: completeHost(destination?.host ?? '', namespace, snapshot),
    subset: destination?.subset ?? '',
    weight,
  }));
  const [first] = targets;
  const total = targets.reduce((sum, { weight }) => sum + weight, 0);
  if (first === undefined || targets.length < 2 || total === 0) return undefined;
  if (targets.some(({ host, subset }) => host !== first.host || subset === '')) return undefined;
  const seen = edges.filter(({ callee }) => callee.host === first.host);
  const all = seen.reduce((sum, { requests }) => sum + requests, 0);
  if (all === 0) return undefined;
  for (const { host, subset, weight } of targets) {
    const labels = labelsOf(snapshot, host, subset);
    if (labels === undefined) return undefined;
    const wanted = weight / total;
    const own = seen.filter(({ callee }) => Object.entries(labels).every(([k, v]) => callee.labels[k] === v));
    const share = own.reduce((sum, { requests }) => sum + requests, 0) / all;
    const chance = DEVIATIONS * Math.sqrt((wanted * (1 - wanted)) / all);
    if (Math.abs(share - wanted) > Math.max(TOLERANCE, chance)) {
      return `Subset "${subset}" has ${percent(wanted)} of the weight and got ${percent(share)} of ${Math.round(all)} requests to "${host}"`;
    }
  }
  return undefined;
}

function labelsOf(
  snapshot: Snapshot,
  host: string,
  subset: string,
): Readonly<Record<string, string>> | undefined {
  for (const { spec } of snapshot.use(destinationRules).forHost(host)) {
    const found = spec.subsets?.find(({ name }) => name === subset);
    if (found !== undefined) return found.labels ?? {};
  }
  return undefined;
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}
