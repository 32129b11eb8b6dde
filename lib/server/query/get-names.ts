import type * as z from 'zod/mini';
import { subjectOf } from '../../mesh/graph/edge-health';
import { formatSubject } from '../../mesh/graph/node-id';
import type { NodeIdentity } from '../../mesh/graph/node-identity';
import { isKnown } from '../../mesh/metrics/series-labels';
import type { getNames as getNamesEndpoint } from '../../protocol/api/entities';
import type { QueryContext } from './query-context';

type NamesAnswer = z.infer<typeof getNamesEndpoint.response>;
type NamedEntity = NamesAnswer['entities'][number];

/** Every namespace, application, workload and service that is registered or ever had traffic. */
export function getNames(context: QueryContext): NamesAnswer {
  const entities = new Map<string, NamedEntity>();
  const add = (
    kind: 'app' | 'workload' | 'service',
    namespace: string,
    name: string,
    cluster: string,
  ): void => {
    if (!isKnown(namespace) || !isKnown(name)) return;
    const id = formatSubject({ kind, namespace, name, cluster });
    if (!entities.has(id)) entities.set(id, { id, kind, namespace, name });
  };
  addRegistered(context, add);
  addSeen(context, add);
  const sorted = [...entities.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const namespaces = [...new Set(sorted.map(({ namespace }) => namespace))].sort();
  return { namespaces, entities: sorted };
}

type AddEntity = (
  kind: 'app' | 'workload' | 'service',
  namespace: string,
  name: string,
  cluster: string,
) => void;

function addRegistered(context: QueryContext, add: AddEntity): void {
  const { workloads, services } = context.knowledge();
  for (const { namespace, workload, app, cluster } of workloads) {
    add('workload', namespace, workload, cluster);
    add('app', namespace, app, cluster);
  }
  for (const { namespace, name, cluster } of services) add('service', namespace, name, cluster);
}

function addSeen(context: QueryContext, add: AddEntity): void {
  const findRoute = context.findRoute('workload');
  // Equal nodes are one object, and each is an end of many series: its id is written once.
  const added = new Set<NodeIdentity>();
  for (const series of context.sources.store.series.select({})) {
    const facts = context.factsOf(series);
    const route = facts === undefined ? undefined : findRoute(facts, facts);
    if (route === undefined) continue;
    for (const node of [route.source, route.target, route.service]) {
      if (node === undefined || node.kind === 'unknown' || added.has(node)) continue;
      added.add(node);
      add(subjectOf(node).kind, node.namespace, node.name, node.cluster);
      if (node.kind === 'workload') add('app', node.namespace, node.app, node.cluster);
    }
  }
}
