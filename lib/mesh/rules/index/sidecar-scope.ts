import { hostsOverlap } from '../../config/host-name';
import { SIDECAR_SCHEMA } from '../../config/kinds/sidecar';
import type { ConfigResource } from '../../config/resource';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { isEmpty } from './label-index';
import { namespaces } from './namespaces';
import { isVisibleIn } from './visibility';

/** Something with a host, for some namespaces. */
export interface ScopedHost {
  host: string;
  /** Of the object that names the host. */
  namespace: string;
  scopes: ReadonlySet<string>;
}

/** Which hosts the proxies of a namespace are told of. */
export interface SidecarScopes {
  /** Whether there is a namespace whose proxies take both. */
  meet(a: ScopedHost, b: ScopedHost): boolean;
}

/** The Sidecars without a selector: one a namespace, the root namespace's for those without. */
export function sidecarScopes(snapshot: Snapshot): SidecarScopes {
  const egress = new Map<string, readonly string[]>();
  for (const resource of snapshot.list('Sidecar')) {
    const read = readDefault(resource);
    if (read !== undefined && !egress.has(namespaceOf(resource))) egress.set(namespaceOf(resource), read);
  }
  const known = snapshot.use(namespaces);
  const { rootNamespace, clusterDomain } = snapshot.facts;
  const imports = (viewer: string, { host, namespace }: ScopedHost) => {
    const wanted = known.isAmbient(viewer) ? undefined : (egress.get(viewer) ?? egress.get(rootNamespace));
    if (wanted === undefined) return true;
    const owner = ownerOf(host, namespace, clusterDomain);
    return wanted.some((pattern) => takes(pattern, viewer, owner, host));
  };
  return {
    meet: (a, b) => {
      const all = [...known.names, a.namespace, b.namespace];
      return all.some(
        (viewer) =>
          isVisibleIn(a.scopes, viewer) &&
          isVisibleIn(b.scopes, viewer) &&
          imports(viewer, a) &&
          imports(viewer, b),
      );
    },
  };
}

function readDefault(resource: ConfigResource): string[] | undefined {
  const { workloadSelector, egress } = readSpec(resource, SIDECAR_SCHEMA);
  if (!isEmpty(workloadSelector?.labels) || egress === undefined) return undefined;
  return egress.flatMap(({ hosts = [] }) => hosts);
}

/** The namespace of a Kubernetes service by its name; of anything else that of the object. */
function ownerOf(host: string, namespace: string, clusterDomain: string): string {
  const suffix = `.svc.${clusterDomain}`;
  return host.endsWith(suffix) ? (host.slice(0, -suffix.length).split('.').at(-1) ?? namespace) : namespace;
}

function takes(pattern: string, viewer: string, owner: string, host: string): boolean {
  const slash = pattern.indexOf('/');
  const prefix = slash < 0 ? '*' : pattern.slice(0, slash);
  const isOwner = prefix === '*' || (prefix === '.' ? viewer : prefix) === owner;
  return isOwner && hostsOverlap(pattern.slice(slash + 1), host);
}
