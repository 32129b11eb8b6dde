import { createFindBadges } from '../../mesh/graph/badge/node-badges';
import type { MeshKnowledge } from '../../mesh/graph/mesh-knowledge';
import type { PastConfig, PastMembers } from '../past/past-mesh';
import { describePastWorkloads, describeServices } from './describe-mesh';
import type { QuerySources } from './query-sources';

/** What is known of the mesh as it was at a moment; tolerances are those of now, by which all of history is judged. */
export function createDescribePast({
  past,
}: Pick<QuerySources, 'past'>): (atMs: number, knowledge: MeshKnowledge) => Promise<MeshKnowledge> {
  const badgesOf = new WeakMap<PastConfig, ReturnType<typeof createFindBadges>>();
  const describeMesh = createRememberMesh();
  let last: { parts: readonly unknown[]; described: MeshKnowledge } | undefined;
  return async (atMs, knowledge) => {
    if (past === undefined) return knowledge;
    const config = await past.configAt(atMs);
    const mesh = past.meshAt(atMs);
    if (mesh === undefined && config === undefined) return knowledge;
    const parts: unknown[] = [knowledge];
    const described: MeshKnowledge = { ...knowledge };
    if (mesh !== undefined) parts.push(Object.assign(described, describeMesh(mesh)).workloads);
    if (config !== undefined) {
      described.findBadges = badgesOf.get(config) ?? createFindBadges(config.objects);
      badgesOf.set(config, described.findBadges);
      parts.push(described.findBadges);
    }
    // The same object as long as nothing differs: what is worked out from it is remembered by it.
    const isSame =
      last?.parts.length === parts.length && parts.every((part, index) => part === last?.parts[index]);
    if (last === undefined || !isSame) last = { parts, described };
    return last.described;
  };
}

/** A replay asks again and again while the same agents were there. */
function createRememberMesh(): (mesh: PastMembers) => Pick<MeshKnowledge, 'workloads' | 'services'> {
  let last: { hellos: readonly unknown[]; known: Pick<MeshKnowledge, 'workloads' | 'services'> } | undefined;
  return ({ agents, left, services }) => {
    // Of one that left, only that it is silent is said.
    const hellos = [...agents.map(({ hello }) => hello), undefined, ...left.map(({ hello }) => hello)];
    const isSame =
      last?.hellos.length === hellos.length && hellos.every((hello, index) => hello === last?.hellos[index]);
    if (last === undefined || !isSame) {
      const known = { workloads: describePastWorkloads(agents, left), services: describeServices(services) };
      last = { hellos, known };
    }
    return last.known;
  };
}
