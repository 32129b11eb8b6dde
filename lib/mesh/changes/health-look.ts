import { subjectOf } from '../graph/edge-health';
import { indexKnownNodes } from '../graph/known-nodes';
import type { MeshKnowledge } from '../graph/mesh-knowledge';
import type { NodeIdentity } from '../graph/node-identity';
import type { FindRoute } from '../graph/series-route';
import { objectHealth } from '../health/object-health';
import { addRequests, createRequestCounts, type RequestCounts } from '../health/request-counts';
import type { CountedSeries } from '../metrics/counted-series';
import type { WatchedNode } from './watch-health';

interface NodeRequests {
  identity: NodeIdentity;
  requests: RequestCounts;
}

/** The nodes of a workload graph with their health alone. Series come in any number of parts. */
export class HealthLook {
  private readonly nodes = new Map<string, NodeRequests>();
  private readonly findRoute: FindRoute;

  constructor(findRoute: FindRoute) {
    this.findRoute = findRoute;
  }

  /** Takes series that gathered something, reconciled. */
  add(series: readonly CountedSeries[]): void {
    for (const { facts, destination, point, weight } of series) {
      if (weight === 0 || facts.protocol === 'tcp') continue;
      const route = this.findRoute(facts, destination);
      if (route === undefined) continue;
      const count = point.requests * weight;
      addRequests(this.find(route.source).requests.outbound, facts.protocol, facts.outcome, count);
      addRequests(this.find(route.target).requests.inbound, facts.protocol, facts.outcome, count);
    }
  }

  /** Judges every node that has requests or that somebody registered, one at a time. */
  *judge(knowledge: MeshKnowledge): Generator<WatchedNode> {
    const known = indexKnownNodes('workload', knowledge);
    for (const { identity } of known.values()) if (identity.kind !== 'service') this.find(identity);
    for (const { identity, requests } of this.nodes.values()) {
      const { id, name, namespace } = identity;
      const statuses = known.get(id)?.statuses ?? [];
      const health = objectHealth(subjectOf(identity), requests, statuses, knowledge.findTolerances);
      yield { id, name, namespace, health };
    }
  }

  private find(identity: NodeIdentity): NodeRequests {
    let node = this.nodes.get(identity.id);
    if (node === undefined) {
      node = { identity, requests: createRequestCounts() };
      this.nodes.set(identity.id, node);
    }
    return node;
  }
}
