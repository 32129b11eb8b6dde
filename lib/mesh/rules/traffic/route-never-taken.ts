import type { FieldEdit } from '../finding';
import { VIRTUAL_SERVICE_KINDS, virtualServices } from '../index/virtual-services';
import { type ReplayedTraffic, ruleKey } from './observations';
import { daysOf, stoodAllAlong, type TrafficRule } from './traffic-rule';

/** Some requests come once a day. */
const SHORTEST_MS = 20 * 3_600_000;
/** Fewer requests to an object say little of any of its rules. */
const ENOUGH = 200;

export const routeNeverTaken: TrafficRule = {
  name: 'traffic/route-never-taken',
  codes: [],
  severity: 'info',
  inputs: [...VIRTUAL_SERVICE_KINDS],
  why: 'A rule that takes no request is a leftover, or its match is not what was meant and the requests go elsewhere.',
  docs: 'https://istio.io/latest/docs/concepts/traffic-management/#routing-rules',
  check(snapshot, report, observed) {
    const { replayed } = observed;
    if (replayed === undefined || observed.toMs - observed.fromMs < SHORTEST_MS) return;
    for (const { resource, namespace, spec } of snapshot.use(virtualServices)) {
      const name = { kind: 'VirtualService', namespace, name: resource.metadata.name };
      const reached = replayed.reached.get(ruleKey(name)) ?? 0;
      const rules = spec.http ?? [];
      if (reached < ENOUGH || rules.length < 2 || !stoodAllAlong(resource, observed)) continue;
      for (const index of rules.keys()) {
        const path = `spec.http[${index}]`;
        if ((replayed.taken.get(ruleKey(name, path)) ?? 0) > 0) continue;
        report(resource, {
          path,
          message: `${named(rules[index]?.name, path)} took none of ${reached} requests in ${daysOf(observed)}${sampled(replayed)}`,
          fix: { title: `Remove ${path}`, edits: [remove(path)] },
        });
      }
    }
  },
};

function named(name: string | undefined, path: string): string {
  return name ? `Rule "${name}"` : path;
}

function sampled({ requests, lines }: ReplayedTraffic): string {
  return lines < requests ? ' (a sample of them was looked at)' : '';
}

function remove(path: string): FieldEdit {
  return { path };
}
