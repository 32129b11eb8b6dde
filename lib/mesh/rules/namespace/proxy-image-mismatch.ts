import { findProxy } from '../index/in-mesh';
import { type InjectorValues, injectors } from '../index/injector';
import { hasLabels } from '../index/label-index';
import { NAMESPACE_KINDS, namespaces } from '../index/namespaces';
import { WORKLOAD_KINDS, type Workload, workloads } from '../index/workloads';
import { nameSome } from '../name-some';
import { PROXY_CONFIG_SPEC } from '../read/mesh-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const proxyImageMismatch: Rule = {
  name: 'namespace/proxy-image-mismatch',
  codes: ['IST0158'],
  severity: 'warning',
  inputs: [...WORKLOAD_KINDS, ...NAMESPACE_KINDS, 'ConfigMap', 'ProxyConfig'],
  why: 'These proxies are of another version than the control plane gives out: features and fixes of the upgrade are missing.',
  docs: 'https://istio.io/latest/docs/setup/upgrade/',
  check(snapshot, report) {
    const { labelsOf } = snapshot.use(namespaces);
    const { pods } = snapshot.use(workloads);
    for (const resource of snapshot.list('Namespace')) {
      const { name } = resource.metadata;
      const values = injectorOf(snapshot, labelsOf(name));
      if (values === undefined) continue;
      const stale = pods.filter((pod) => pod.namespace === name && isStale(snapshot, pod, values));
      if (stale.length === 0) continue;
      report(resource, {
        message: `Pods ${nameSome(stale.map((pod) => pod.name))} of namespace ${name} run another proxy image than ${imageOf(values)}: restart them`,
        related: stale.flatMap((pod) => pod.resource ?? []),
      });
    }
  },
};

function injectorOf(
  snapshot: Snapshot,
  labels: Readonly<Record<string, string>>,
): InjectorValues | undefined {
  const revision = labels['istio.io/rev'];
  if (labels['istio-injection'] !== 'enabled' && revision === undefined) return undefined;
  return snapshot.use(injectors).get(revision ?? 'default');
}

function isStale(snapshot: Snapshot, pod: Workload, values: InjectorValues): boolean {
  const image = findProxy(pod.spec)?.image;
  if (image === undefined || pod.annotations['sidecar.istio.io/proxyImage'] !== undefined) return false;
  const wanted = imageOf(values);
  return image !== wanted && image !== withType(wanted, imageTypeOf(snapshot, pod));
}

function imageOf({ global }: InjectorValues): string {
  const image = global?.proxy?.image ?? 'proxyv2';
  return image.includes('/') ? image : `${global?.hub ?? ''}/${image}:${global?.tag ?? ''}`;
}

const VARIANTS = /-(distroless|debug)$/;

/** `istio/proxyv2:1.24.0` of type distroless is `istio/proxyv2:1.24.0-distroless`. */
function withType(image: string, type: string | undefined): string {
  if (type === undefined || type === '') return image;
  const plain = image.replace(VARIANTS, '');
  return type === 'default' ? plain : `${plain}-${type}`;
}

/** The nearest ProxyConfig wins, then the mesh's setting. */
function imageTypeOf(snapshot: Snapshot, { namespace, labels }: Workload): string | undefined {
  const configs = snapshot.list('ProxyConfig').map((resource) => ({
    namespace: namespaceOf(resource),
    selector: readSpec(resource, PROXY_CONFIG_SPEC).selector?.matchLabels,
    type: readSpec(resource, PROXY_CONFIG_SPEC).image?.imageType,
  }));
  const own = configs.find(
    (one) => one.namespace === namespace && one.selector !== undefined && hasLabels(labels, one.selector),
  );
  const wide = (scope: string) =>
    configs.find((one) => one.namespace === scope && one.selector === undefined);
  return (
    own?.type ??
    wide(namespace)?.type ??
    wide(snapshot.facts.rootNamespace)?.type ??
    snapshot.facts.proxyImageType
  );
}
