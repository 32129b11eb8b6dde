import type { ConfigResource } from '@/lib/mesh/config/resource';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { CATALOGUE } from '@/lib/mesh/rules/catalogue';
import type { Finding } from '@/lib/mesh/rules/finding';
import type { MeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { runRules } from '@/lib/mesh/rules/run-rules';
import { createSnapshot } from '@/lib/mesh/rules/snapshot';
import { isExamined } from '@/lib/mesh/rules/suppression';

/** Everything that all rules, the optional ones too, find; facts are taken as they are. */
export function judge(resources: readonly ConfigResource[], facts: MeshFacts): Finding[] {
  const set = createResourceSet(resources.filter(isExamined));
  return runRules(createSnapshot(set, facts), CATALOGUE);
}
