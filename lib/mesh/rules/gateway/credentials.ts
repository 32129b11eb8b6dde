import { GATEWAY_SCHEMA } from '../../config/kinds/gateway';
import type { ConfigResource } from '../../config/resource';
import { type Workload, workloads } from '../index/workloads';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Snapshot } from '../snapshot';

/** A certificate that a Gateway names by its Secret. */
export interface CredentialUse {
  gateway: ConfigResource;
  path: string;
  name: string;
  /** Where the proxy, and so the Secret, lives. */
  namespace: string;
  secret: ConfigResource | undefined;
}

/** Every named credential of Gateways whose proxies are known. */
export function credentialUses(snapshot: Snapshot): readonly CredentialUse[] {
  const secrets = new Map(
    snapshot.list('Secret').map((secret) => [`${namespaceOf(secret)}/${secret.metadata.name}`, secret]),
  );
  const { select } = snapshot.use(workloads);
  return snapshot.list('Gateway').flatMap((gateway) => {
    const { selector = {} } = readSpec(gateway, GATEWAY_SCHEMA);
    const [proxy] = select(selector);
    if (proxy === undefined) return [];
    return namedCredentials(gateway).map(({ path, name }) => locate(gateway, path, name, proxy, secrets));
  });
}

function namedCredentials(gateway: ConfigResource): { path: string; name: string }[] {
  const { servers = [] } = readSpec(gateway, GATEWAY_SCHEMA);
  return servers.flatMap(({ tls }, index) => {
    const path = `spec.servers[${index}].tls`;
    const one = tls?.credentialName ? [{ path: `${path}.credentialName`, name: tls.credentialName }] : [];
    const more = (tls?.credentialNames ?? []).map((name, at) => ({
      path: `${path}.credentialNames[${at}]`,
      name,
    }));
    return [...one, ...more];
  });
}

function locate(
  gateway: ConfigResource,
  path: string,
  name: string,
  proxy: Workload,
  secrets: ReadonlyMap<string, ConfigResource>,
): CredentialUse {
  // `kubernetes://name` and `kubernetes-gateway://namespace/name` say where it comes from.
  const bare = name.replace(/^kubernetes(-gateway)?:\/\//, '');
  const slash = bare.indexOf('/');
  const namespace = slash < 0 ? proxy.namespace : bare.slice(0, slash);
  const own = bare.slice(slash + 1);
  return { gateway, path, name: own, namespace, secret: secrets.get(`${namespace}/${own}`) };
}
