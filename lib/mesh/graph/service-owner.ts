import type { CountedSeries } from '../metrics/counted-series';
import type { MeshKnowledge } from './mesh-knowledge';
import { formatEdge, formatSubject } from './node-id';
import { type NodeIdentity, serviceIdentity } from './node-identity';
import type { FindRoute, Leg } from './series-route';
import type { ChooseLegs } from './sum-edges';

/**
 * Edges between services only: a workload is drawn as the one service it is called by most (Kiali draws its calls once
 * for each of its services, which counts them several times). Callers without a service keep their own node.
 */
export function createServiceLegs(
  series: readonly CountedSeries[],
  findRoute: FindRoute,
  knowledge: MeshKnowledge,
): ChooseLegs {
  const owners = findOwners(series, findRoute, knowledge);
  const legs = new Map<string, readonly Leg[]>();
  // A route's first leg says source, service and protocol, so most series need no id.
  const byFirstLeg: (readonly Leg[] | undefined)[] = [];
  return (route, protocol) => {
    const first = route.injected[0]?.number ?? -1;
    const known = byFirstLeg[first];
    if (known !== undefined) return known;
    const source = owners.get(route.source.id) ?? route.source;
    const target = route.service ?? owners.get(route.target.id) ?? route.target;
    const id = formatEdge(source.id, target.id, protocol);
    let leg = legs.get(id);
    if (leg === undefined) {
      leg = [{ number: legs.size, id, source, target }];
      legs.set(id, leg);
    }
    if (first >= 0) byFirstLeg[first] = leg;
    return leg;
  };
}

/** The main service of every workload, by node id. */
function findOwners(
  series: readonly CountedSeries[],
  findRoute: FindRoute,
  knowledge: MeshKnowledge,
): Map<string, NodeIdentity> {
  const owners = registeredOwners(knowledge);
  const amounts = new Map<string, Map<NodeIdentity, number>>();
  for (const row of series) {
    const route = row.weight === 0 ? undefined : findRoute(row.facts, row.destination);
    if (route?.service === undefined) continue;
    let services = amounts.get(route.target.id);
    if (services === undefined) {
      services = new Map();
      amounts.set(route.target.id, services);
    }
    const amount = row.point.requests + row.point.tcpSentBytes + row.point.tcpReceivedBytes;
    services.set(route.service, (services.get(route.service) ?? 0) + amount * row.weight);
  }
  for (const [workload, services] of amounts) {
    const [busiest] = [...services].sort(([a, m], [b, n]) => n - m || (a.id < b.id ? -1 : 1));
    if (busiest !== undefined) owners.set(workload, busiest[0]);
  }
  return owners;
}

function registeredOwners(knowledge: MeshKnowledge): Map<string, NodeIdentity> {
  const owners = new Map<string, NodeIdentity>();
  for (const { cluster, namespace, name, workloads } of knowledge.services) {
    for (const workload of workloads) {
      const id = formatSubject({ kind: 'workload', namespace, name: workload, cluster });
      if (!owners.has(id)) owners.set(id, serviceIdentity(namespace, name, cluster));
    }
  }
  return owners;
}
