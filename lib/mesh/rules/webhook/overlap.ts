import type { ConfigResource } from '../../config/resource';
import type { Labels } from '../index/label-index';
import { WEBHOOK_CONFIGURATION } from '../read/kubernetes-kinds';
import { readObject } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { selectsBy } from './label-selector';

export const overlap: Rule = {
  name: 'webhook/overlap',
  codes: ['IST0139'],
  severity: 'error',
  inputs: ['MutatingWebhookConfiguration'],
  why: 'Two injectors feel meant: Pods get two sidecars, or that of the wrong revision.',
  docs: 'https://istio.io/latest/docs/setup/upgrade/canary/',
  check(snapshot, report) {
    const injectors = istioWebhooks(snapshot);
    const overlaps = new Map<ConfigResource, Set<ConfigResource>>();
    for (const [namespace, object] of possibleLabels(injectors)) {
      const matching = injectors.filter((resource) => selects(resource, namespace, object));
      if (matching.length < 2) continue;
      for (const resource of matching) {
        const others = overlaps.get(resource) ?? new Set();
        for (const other of matching) if (other !== resource) others.add(other);
        overlaps.set(resource, others);
      }
    }
    for (const [resource, others] of overlaps) {
      report(resource, {
        path: 'webhooks',
        message: `${resource.metadata.name} and ${[...others].map(({ metadata }) => metadata.name).join(', ')} inject into the same Pods`,
        related: [...others],
      });
    }
  },
};

/** The configurations of Istio's injectors. */
export function istioWebhooks(snapshot: Snapshot): readonly ConfigResource[] {
  return snapshot
    .list('MutatingWebhookConfiguration')
    .filter((resource) =>
      (readObject(resource, WEBHOOK_CONFIGURATION).webhooks ?? []).some(({ name = '' }) =>
        name.endsWith('istio.io'),
      ),
    );
}

function selects(resource: ConfigResource, namespace: Labels, object: Labels): boolean {
  return (readObject(resource, WEBHOOK_CONFIGURATION).webhooks ?? []).some(
    ({ namespaceSelector, objectSelector }) =>
      selectsBy(namespaceSelector, namespace) && selectsBy(objectSelector, object),
  );
}

/** Every way in which people label namespaces and Pods for injection. */
function possibleLabels(injectors: readonly ConfigResource[]): [namespace: Labels, object: Labels][] {
  const revisions = new Set(injectors.flatMap(({ metadata }) => metadata.labels['istio.io/rev'] ?? []));
  const choices = (name: string, values: Iterable<string>): Labels[] => [
    {},
    ...[...values].map((value) => ({ [name]: value })),
  ];
  const revs = choices('istio.io/rev', new Set([...revisions, 'default']));
  const spaces = revs.flatMap((rev) =>
    choices('istio-injection', ['enabled', 'disabled']).map((own) => ({ ...rev, ...own })),
  );
  const objects = revs.flatMap((rev) =>
    choices('sidecar.istio.io/inject', ['true', 'false']).map((own) => ({ ...rev, ...own })),
  );
  return spaces.flatMap((space) => objects.map((object): [Labels, Labels] => [space, object]));
}
