import { parseDurationMs } from '../../config/duration';
import { completeHost } from '../index/hosts';
import { VIRTUAL_SERVICE_KINDS, virtualServices } from '../index/virtual-services';
import type { TrafficRule } from './traffic-rule';

/** Fewer requests say little of the slowest hundredth. */
const ENOUGH = 200;
/** Durations are known to half a per cent, and what a timeout cuts off takes as long as the timeout. */
const NEAR = 0.99;

export const timeoutBelowLatency: TrafficRule = {
  name: 'traffic/timeout-below-latency',
  codes: [],
  severity: 'warning',
  inputs: [...VIRTUAL_SERVICE_KINDS],
  why: 'More than one request in a hundred takes longer than the timeout and is answered with 504 UT instead.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/request-timeouts/',
  check(snapshot, report, { services }) {
    for (const { resource, namespace, spec } of snapshot.use(virtualServices)) {
      for (const [index, { timeout, route = [] }] of (spec.http ?? []).entries()) {
        const timeoutMs = timeout === undefined ? 0 : (parseDurationMs(timeout) ?? 0);
        if (timeoutMs === 0) continue;
        const slow = route
          .map(({ destination }) => completeHost(destination?.host ?? '', namespace, snapshot))
          .find((host) => {
            const seen = services.get(host);
            return seen !== undefined && seen.requests >= ENOUGH && seen.p99Ms >= timeoutMs * NEAR;
          });
        const seen = slow === undefined ? undefined : services.get(slow);
        if (seen === undefined) continue;
        report(resource, {
          path: `spec.http[${index}].timeout`,
          message: `The timeout of ${timeout} is below what "${slow}" takes: its p99 is ${Math.round(seen.p99Ms)} ms`,
          fix: {
            title: `Wait for ${roomFor(seen.p99Ms)}`,
            edits: [{ path: `spec.http[${index}].timeout`, value: roomFor(seen.p99Ms) }],
          },
        });
      }
    }
  },
};

/** Half as long again as the slowest hundredth, in whole tenths of a second. */
function roomFor(p99Ms: number): string {
  return `${Math.ceil((p99Ms * 1.5) / 100) / 10}s`;
}
