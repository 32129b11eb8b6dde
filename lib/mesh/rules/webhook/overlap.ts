import type { ConfigResource } from '../../config/resource';
import type { Infer } from '../../config/schema/schema';
import type { Labels } from '../index/label-index';
import { nameSome } from '../name-some';
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
    const hooks = injectors.flatMap(webhooksOf);
    const overlaps = new Map<ConfigResource, Set<string>>();
    for (const [namespace, object] of possibleLabels(injectors)) {
      const matching = hooks.filter(
        ({ hook }) => selectsBy(hook.namespaceSelector, namespace) && selectsBy(hook.objectSelector, object),
      );
      for (const one of matching) {
        const others = overlaps.get(one.resource) ?? new Set();
        for (const other of matching) if (other !== one) others.add(nameBeside(one, other));
        if (others.size > 0) overlaps.set(one.resource, others);
      }
    }
    for (const [resource, others] of overlaps) {
      report(resource, {
        path: 'webhooks',
        message: `${resource.metadata.name} and ${nameSome([...others])} inject into the same Pods`,
        related: injectors.filter((other) => other !== resource && others.has(other.metadata.name)),
      });
    }
  },
};

interface Hook {
  resource: ConfigResource;
  hook: NonNullable<Infer<typeof WEBHOOK_CONFIGURATION>['webhooks']>[number];
}

function webhooksOf(resource: ConfigResource): Hook[] {
  const { webhooks = [] } = readObject(resource, WEBHOOK_CONFIGURATION);
  return webhooks.map((hook) => ({ resource, hook }));
}

/** Another configuration by its name, another webhook of the same one by its own. */
function nameBeside(one: Hook, other: Hook): string {
  return one.resource === other.resource
    ? `its own webhook ${other.hook.name ?? ''}`
    : other.resource.metadata.name;
}

/** The configurations of Istio's injectors, by their names or by the revision that they ask for. */
export function istioWebhooks(snapshot: Snapshot): readonly ConfigResource[] {
  return snapshot
    .list('MutatingWebhookConfiguration')
    .filter(
      (resource) =>
        revisionsOf(resource).length > 0 ||
        webhooksOf(resource).some(({ hook }) => hook.name?.endsWith('istio.io')),
    );
}

const REVISION = 'istio.io/rev';

/** Every revision that a configuration is labelled with, or selects. */
function revisionsOf(resource: ConfigResource): string[] {
  const selectors = webhooksOf(resource).flatMap(({ hook }) => [hook.namespaceSelector, hook.objectSelector]);
  return [
    ...[resource.metadata.labels, ...selectors.map((selector) => selector?.matchLabels ?? {})].flatMap(
      (labels) => labels[REVISION] ?? [],
    ),
    ...selectors
      .flatMap((selector) => selector?.matchExpressions ?? [])
      .flatMap(({ key, values = [] }) => (key === REVISION ? values : [])),
  ];
}

/** Every way in which people label namespaces and Pods for injection. */
function possibleLabels(injectors: readonly ConfigResource[]): [namespace: Labels, object: Labels][] {
  const revisions = new Set([...injectors.flatMap(revisionsOf), 'default']);
  const choices = (name: string, values: Iterable<string>): Labels[] => [
    {},
    ...[...values].map((value) => ({ [name]: value })),
  ];
  const revs = choices(REVISION, revisions);
  const spaces = revs.flatMap((rev) =>
    choices('istio-injection', ['enabled', 'disabled']).map((own) => ({ ...rev, ...own })),
  );
  const objects = revs.flatMap((rev) =>
    choices('sidecar.istio.io/inject', ['true', 'false']).map((own) => ({ ...rev, ...own })),
  );
  return spaces.flatMap((space) => objects.map((object): [Labels, Labels] => [space, object]));
}
