import { CONFIG_KINDS, type ConfigKindName } from '../config/kinds';
import type { ConfigResource } from '../config/resource';
import { createResourceSet } from '../config/resource-set';
import { fieldFindings } from './field-findings';
import type { Finding } from './finding';
import type { MeshFacts } from './mesh-facts';
import { readMeshFacts } from './read-mesh-facts';
import type { Rule } from './rule';
import { runRule } from './run-rules';
import { createSnapshot, type IndexedSnapshot, type ResourceSource } from './snapshot';
import { isExamined } from './suppression';

/** Validation that remembers: a run after a change asks only the rules that read a changed kind, and looks at the fields of changed objects. */
export interface IncrementalRun {
  /** Objects that did not change must be the very same as before. */
  run(resources: readonly ConfigResource[]): Finding[];
}

/** Every rule starts cold; new facts of the mesh need a new run. */
export function createIncrementalRun(catalogue: readonly Rule[], known: MeshFacts): IncrementalRun {
  let previous: IndexedSnapshot | undefined;
  let facts = known;
  const findings = new Map<Rule, Finding[]>();
  return {
    run: (resources) => {
      const set = createResourceSet(resources.filter(isExamined));
      const source = keepLists(set, previous);
      const before = previous;
      const isUnchanged = (kind: ConfigKindName) =>
        before !== undefined && before.list(kind) === source.list(kind);
      if (!isUnchanged('ConfigMap')) facts = readMeshFacts(source, known);
      const snapshot = createSnapshot(source, facts, before);
      for (const rule of catalogue) {
        if (before?.facts === facts && rule.inputs.every(isUnchanged)) continue;
        findings.set(rule, runRule(snapshot, rule));
      }
      previous = snapshot;
      return [...set.all.flatMap(fieldFindings), ...[...findings.values()].flat()];
    },
  };
}

/** Gives back the previous list of every kind whose objects are all the same. */
function keepLists(source: ResourceSource, previous: ResourceSource | undefined): ResourceSource {
  const lists = new Map<ConfigKindName, readonly ConfigResource[]>();
  for (const kind of Object.keys(CONFIG_KINDS) as ConfigKindName[]) {
    const now = source.list(kind);
    const before = previous?.list(kind) ?? [];
    lists.set(kind, isSame(now, before) ? before : now);
  }
  return { list: (kind) => lists.get(kind) ?? [] };
}

function isSame(a: readonly ConfigResource[], b: readonly ConfigResource[]): boolean {
  return a.length === b.length && a.every((resource, index) => resource === b[index]);
}
