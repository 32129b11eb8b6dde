import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import type { ConfigResource } from '../../config/resource';
import { mergeMatches } from '../../routing/virtual-service/merge-match';
import { isVisibleIn, scopesOf } from '../index/visibility';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const delegateConflict: Rule = {
  name: 'virtual-service/delegate-conflict',
  codes: [],
  severity: 'warning',
  inputs: ['VirtualService'],
  why: 'A delegate may only narrow what its root hands over: a rule that asks for anything else is dropped without a word.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
  check(snapshot, report) {
    const all = snapshot.list('VirtualService');
    const byName = new Map(all.map((one) => [`${namespaceOf(one)}/${one.metadata.name}`, one]));
    for (const root of all) {
      const { http = [] } = readSpec(root, VIRTUAL_SERVICE_SCHEMA);
      for (const [index, { delegate, match = [] }] of http.entries()) {
        if (delegate?.name === undefined) continue;
        const leaf = byName.get(`${delegate.namespace || namespaceOf(root)}/${delegate.name}`);
        if (leaf === undefined) continue;
        const problem = describeUse(root, leaf);
        if (problem !== undefined) {
          report(root, { path: `spec.http[${index}].delegate`, message: problem, related: [leaf] });
          continue;
        }
        for (const path of droppedRules(leaf, match)) {
          report(leaf, {
            path,
            about: `${namespaceOf(root)}/${root.metadata.name}`,
            message: `${path}.match of ${leaf.metadata.name} asks for requests that spec.http[${index}] of ${namespaceOf(root)}/${root.metadata.name} never hands over`,
            related: [root],
          });
        }
      }
    }
  },
};

/** Why the delegate as a whole is not taken. */
function describeUse(root: ConfigResource, leaf: ConfigResource): string | undefined {
  const { hosts = [], exportTo } = readSpec(leaf, VIRTUAL_SERVICE_SCHEMA);
  const deed = `${root.metadata.name} hands requests to ${namespaceOf(leaf)}/${leaf.metadata.name}, which`;
  if (hosts.length > 0) return `${deed} has hosts of its own and so is no delegate`;
  const isExported = isVisibleIn(scopesOf(exportTo, namespaceOf(leaf)), namespaceOf(root));
  return isExported ? undefined : `${deed} is not exported to namespace ${namespaceOf(root)}`;
}

function droppedRules(leaf: ConfigResource, match: Parameters<typeof mergeMatches>[0]): string[] {
  const { http = [] } = readSpec(leaf, VIRTUAL_SERVICE_SCHEMA);
  return http.flatMap((rule, index) =>
    mergeMatches(match, rule.match ?? []) === undefined ? [`spec.http[${index}]`] : [],
  );
}
