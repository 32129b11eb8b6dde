import { formatEdge } from '../graph/node-id';
import type { NodeIdentity } from '../graph/node-identity';
import type { Call } from './call';

/** All calls of one workload to one service by one protocol. */
export interface Hop {
  /** Edge id of the workload graph. */
  id: string;
  source: NodeIdentity;
  called: NodeIdentity;
  /** The workloads that answered, by id. */
  targets: ReadonlyMap<string, NodeIdentity>;
  calls: readonly Call[];
}

/** Puts calls together by who called what. */
export function foldHops(calls: readonly Call[]): Hop[] {
  const hops = new Map<string, Hop & { targets: Map<string, NodeIdentity>; calls: Call[] }>();
  for (const call of calls) {
    const { source, called, target, row } = call;
    const id = formatEdge(source.id, called.id, row.facts.protocol);
    let hop = hops.get(id);
    if (hop === undefined) {
      hop = { id, source, called, targets: new Map(), calls: [] };
      hops.set(id, hop);
    }
    hop.calls.push(call);
    if (target.kind === 'workload') hop.targets.set(target.id, target);
  }
  return [...hops.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
