import { type ConfigResource, referenceOf } from '../config/resource';
import { createResourceSet } from '../config/resource-set';
import { CATALOGUE } from './catalogue';
import { fieldFindings } from './field-findings';
import type { Finding } from './finding';
import type { MeshFacts } from './mesh-facts';
import { readMeshFacts } from './read-mesh-facts';
import { runRules } from './run-rules';
import { createSnapshot } from './snapshot';
import { isExamined } from './suppression';

/** Everything that is wrong with a configuration, taken as all there is in the cluster. */
export function validateResources(
  resources: readonly ConfigResource[],
  facts: MeshFacts,
  { withOptional = false }: { withOptional?: boolean } = {},
): Finding[] {
  const set = createResourceSet(resources.filter(isExamined));
  const snapshot = createSnapshot(set, readMeshFacts(set, facts));
  const rules = CATALOGUE.filter(({ optional }) => withOptional || optional !== true);
  return [...findRepeated(resources), ...set.all.flatMap(fieldFindings), ...runRules(snapshot, rules)];
}

/** A cluster has one object of a name: of several in the files the last one is judged, and would be applied. */
function findRepeated(resources: readonly ConfigResource[]): Finding[] {
  const last = new Map(resources.filter(isExamined).map((resource) => [nameOf(resource), resource]));
  return resources.flatMap((resource) => {
    const winner = last.get(nameOf(resource));
    if (winner === undefined || winner === resource) return [];
    const { file, locate } = resource.origin;
    const position = locate('metadata.name');
    const there = winner.origin.locate('metadata.name');
    const where = [winner.origin.file, there?.line].filter((part) => part !== undefined && part !== '');
    return [
      {
        rule: 'schema/defined-again',
        codes: [],
        severity: 'warning',
        resource: referenceOf(resource),
        path: 'metadata.name',
        message: `${resource.kind} ${resource.metadata.name} is defined again at ${where.join(':')}: only the last one counts`,
        file,
        ...(position === undefined ? {} : { position }),
      },
    ];
  });
}

function nameOf({ group, kind, metadata }: ConfigResource): string {
  return `${group}/${kind}/${metadata.namespace}/${metadata.name}`;
}
