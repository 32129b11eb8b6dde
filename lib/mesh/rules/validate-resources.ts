import type { ConfigResource } from '../config/resource';
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
  return [...set.all.flatMap(fieldFindings), ...runRules(snapshot, rules)];
}
