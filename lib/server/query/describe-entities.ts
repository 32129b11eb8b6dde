import type { KnownWorkload, MeshKnowledge } from '../../mesh/graph/mesh-knowledge';
import { formatSubject } from '../../mesh/graph/node-id';
import { isVersion } from '../../mesh/graph/node-identity';

/** What the registry adds to a row of a list. */
export interface EntityFacts {
  app: string;
  versions: Set<string>;
  endpoints: number;
  ports: readonly { port: number; protocol: string }[];
}

/** Facts by node id, for apps, workloads and services. */
export function describeEntities(knowledge: MeshKnowledge): Map<string, EntityFacts> {
  const facts = new Map<string, EntityFacts>();
  const workloads = new Map<string, KnownWorkload>();
  for (const workload of knowledge.workloads) {
    const { cluster, namespace, app, version } = workload;
    workloads.set(`${cluster}/${namespace}/${workload.workload}`, workload);
    for (const [kind, name] of [
      ['workload', workload.workload],
      ['app', app],
    ] as const) {
      const entry = find(facts, formatSubject({ kind, namespace, name, cluster }), app);
      if (isVersion(version)) entry.versions.add(version);
      entry.endpoints += workload.agents;
    }
  }
  for (const { cluster, namespace, name, ports, endpoints, workloads: names } of knowledge.services) {
    const behind = names.flatMap((workload) => workloads.get(`${cluster}/${namespace}/${workload}`) ?? []);
    const entry = find(
      facts,
      formatSubject({ kind: 'service', namespace, name, cluster }),
      behind[0]?.app ?? '',
    );
    entry.endpoints = endpoints;
    entry.ports = ports;
    for (const { version } of behind) if (isVersion(version)) entry.versions.add(version);
    for (const { workload, app } of behind) {
      find(facts, formatSubject({ kind: 'workload', namespace, name: workload, cluster }), app).ports = ports;
      find(facts, formatSubject({ kind: 'app', namespace, name: app, cluster }), app).ports = ports;
    }
  }
  return facts;
}

function find(facts: Map<string, EntityFacts>, id: string, app: string): EntityFacts {
  let entry = facts.get(id);
  if (entry === undefined) {
    entry = { app, versions: new Set(), endpoints: 0, ports: [] };
    facts.set(id, entry);
  }
  return entry;
}
