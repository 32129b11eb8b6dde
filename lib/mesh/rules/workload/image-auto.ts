import { findProxy } from '../index/in-mesh';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { WORKLOAD_KINDS, type Workload, workloads } from '../index/workloads';
import { WEBHOOK_CONFIGURATION } from '../read/kubernetes-kinds';
import { readObject } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { selectsBy } from '../webhook/label-selector';

export const imageAuto: Rule = {
  name: 'workload/image-auto',
  codes: ['IST0146', 'IST0147'],
  severity: 'error',
  inputs: [...WORKLOAD_KINDS, ...NAMESPACE_KINDS, 'MutatingWebhookConfiguration'],
  why: 'No injection replaces the placeholder image: the Pod waits for an image that does not exist.',
  docs: 'https://istio.io/latest/docs/setup/additional-setup/gateway/',
  check(snapshot, report) {
    const { owners, pods } = snapshot.use(workloads);
    for (const workload of new Set([...pods, ...owners])) {
      const { resource, kind, namespace, name, spec } = workload;
      if (resource === undefined || findProxy(spec)?.image !== 'auto') continue;
      if (kind !== 'Pod' && isInjected(snapshot, workload)) continue;
      report(resource, {
        codes: [kind === 'Pod' ? 'IST0147' : 'IST0146'],
        severity: kind === 'Pod' ? 'error' : 'warning',
        message: `${kind} ${namespace}/${name} has the image "auto", but no injection webhook selects it`,
      });
    }
  },
};

function isInjected(snapshot: Snapshot, { namespace, labels }: Workload): boolean {
  const { labelsOf } = snapshot.use(namespaces);
  const withName = { 'kubernetes.io/metadata.name': namespace, ...labelsOf(namespace) };
  return snapshot
    .list('MutatingWebhookConfiguration')
    .flatMap((resource) => readObject(resource, WEBHOOK_CONFIGURATION).webhooks ?? [])
    .some(
      ({ name = '', namespaceSelector, objectSelector }) =>
        name.endsWith('istio.io') &&
        selectsBy(namespaceSelector, withName) &&
        selectsBy(objectSelector, labels),
    );
}
