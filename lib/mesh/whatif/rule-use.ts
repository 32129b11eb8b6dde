import type { ResourceReference } from '../config/resource';
import { type DeniedCalls, type ReplayedTraffic, ruleKey } from '../rules/traffic/observations';
import { routesOf } from './decide-fates';
import type { PossibleRoute } from './possible-routes';
import type { RecordedRequest } from './recorded-request';
import { replayRequest } from './replay-request';
import { UnseenFields } from './unseen-fields';
import type { WhatIfMesh } from './whatif-mesh';

/** Callers and policies that are kept apart. */
const DENIED_LIMIT = 500;

/** Counts which rules recorded requests use, and whom policies refuse, under one configuration. */
export class RuleUse {
  private readonly mesh: WhatIfMesh;
  private readonly reached = new Map<string, number>();
  private readonly taken = new Map<string, number>();
  private readonly denied = new Map<string, DeniedCalls>();
  /** Requests by caller and callee. */
  private readonly calls = new Map<string, number>();
  private lines = 0;

  constructor(mesh: WhatIfMesh) {
    this.mesh = mesh;
  }

  add(request: RecordedRequest): void {
    this.lines++;
    this.countRoutes(routesOf(this.mesh, request, new UnseenFields()) ?? []);
    this.countDenied(request);
  }

  /** What was counted of `requests` requests, at a moment. */
  result(atMs: number, requests: number): ReplayedTraffic {
    const denied = [...this.denied.values()].map((one) => ({
      ...one,
      requests: this.calls.get(callKey(one.caller, one.callee)) ?? one.denied,
    }));
    return { atMs, requests, lines: this.lines, reached: this.reached, taken: this.taken, denied };
  }

  /** Every rule that may have taken it, where headers decide that no log keeps. */
  private countRoutes(routes: readonly PossibleRoute[]): void {
    const objects = new Set<string>();
    const rules = new Set<string>();
    for (const { decision } of routes) {
      const { origin } = decision.plan;
      if (origin === undefined) continue;
      objects.add(ruleKey(origin.resource));
      rules.add(ruleKey(origin.resource, origin.path));
    }
    for (const key of objects) this.reached.set(key, (this.reached.get(key) ?? 0) + 1);
    for (const key of rules) this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
  }

  private countDenied(request: RecordedRequest): void {
    const { after } = replayRequest(this.mesh, this.mesh, request);
    const { caller, target, weight } = request;
    const callee = target.workload === '' ? target.host : `${target.namespace}/${target.workload}`;
    const callsKey = callKey(caller, callee);
    this.calls.set(callsKey, (this.calls.get(callsKey) ?? 0) + weight);
    const refused = new Map<string, { policy: ResourceReference; share: number }>();
    for (const { kind, by, share } of after) {
      if (kind !== 'denied' || by?.kind !== 'AuthorizationPolicy') continue;
      const key = ruleKey(by);
      refused.set(key, { policy: by, share: (refused.get(key)?.share ?? 0) + share });
    }
    for (const [policyKey, { policy, share }] of refused) {
      const key = `${policyKey}${callsKey}`;
      const known = this.denied.get(key);
      if (known !== undefined) known.denied += weight * share;
      else if (this.denied.size < DENIED_LIMIT) {
        const { namespace, workload, principal = '' } = caller;
        this.denied.set(key, {
          ...{ policy, callee, requests: 0, denied: weight * share },
          caller: { namespace, workload, principal },
          example: `${request.method} ${request.path}`,
        });
      }
    }
  }
}

function callKey({ namespace, workload }: { namespace: string; workload: string }, callee: string): string {
  return `${namespace}/${workload} ${callee}`;
}
