import { resolveHost } from '../../config/host-name';
import { VIRTUAL_SERVICE_SCHEMA, type VirtualServiceSpec } from '../../config/kinds/virtual-service';
import type { ConfigResource } from '../../config/resource';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { gatewayKey } from './gateways';
import { completeHost } from './hosts';
import { NAMESPACE_KINDS } from './namespaces';
import { scopesOf } from './visibility';

/** A VirtualService with its names in full. */
export interface VirtualServiceEntry {
  resource: ConfigResource;
  namespace: string;
  spec: VirtualServiceSpec;
  hosts: readonly string[];
  /** The same as Istio completes them: `reviews.shop` stays what it is. */
  names: readonly string[];
  scopes: ReadonlySet<string>;
  /** `namespace/name`, or `mesh`. */
  gateways: ReadonlySet<string>;
}

/** What the index reads. */
export const VIRTUAL_SERVICE_KINDS = ['VirtualService', ...NAMESPACE_KINDS] as const;

/** Every VirtualService, oldest first. */
export function virtualServices(snapshot: Snapshot): readonly VirtualServiceEntry[] {
  return snapshot.list('VirtualService').map((resource) => {
    const namespace = namespaceOf(resource);
    const spec = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
    const gateways = spec.gateways === undefined || spec.gateways.length === 0 ? ['mesh'] : spec.gateways;
    return {
      resource,
      namespace,
      spec,
      hosts: (spec.hosts ?? []).map((host) => completeHost(host, namespace, snapshot)),
      names: (spec.hosts ?? []).map((host) =>
        resolveHost(host, namespace, `svc.${snapshot.facts.clusterDomain}`),
      ),
      scopes: scopesOf(spec.exportTo ?? snapshot.facts.defaultVirtualServiceExportTo, namespace),
      gateways: new Set(gateways.map((name) => (name === 'mesh' ? name : gatewayKey(name, namespace)))),
    };
  });
}
