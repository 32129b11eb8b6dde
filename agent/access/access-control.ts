import type { AccessRequest } from '../../lib/mesh/access/access-request';
import type { AccessDecision, Authorizer } from '../../lib/mesh/access/authorization';
import type { PolicyWorkload } from '../../lib/mesh/access/selects-workload';
import type { ConfigObject } from '../../lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS, type MeshSettings } from '../../lib/mesh/config/mesh-settings';
import { resourceOf } from '../../lib/mesh/config/resource-of';
import { createResourceSet } from '../../lib/mesh/config/resource-set';
import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { Endpoint } from '../proxy/cluster/cluster-spec';
import { createAccessCounters, type ShadowStatistic } from './access-counters';
import { type AccessPolicy, compileAccessPolicy } from './access-policy';
import type { ResolveHost } from './external/external-question';
import { fetchText, KeyStore } from './token/key-store';

const SECURITY_GROUP = 'security.istio.io/';

/** Who may reach this agent's workload, by the configuration in force; swapped whole with each that changes it. */
export class AccessControl {
  readonly counters = createAccessCounters();
  /** The endpoints of a host of the mesh, secured as the rules have it. */
  endpointsOf: (host: string, port: number) => readonly Endpoint[] = () => [];
  readonly #workload: PolicyWorkload;
  readonly #keys: KeyStore;
  #objects: readonly ConfigObject[] = [];
  #settings: MeshSettings = DEFAULT_MESH_SETTINGS;
  #policy: AccessPolicy;

  constructor(workload: PolicyWorkload, keys = new KeyStore(fetchText, Date.now)) {
    this.#workload = workload;
    this.#keys = keys;
    this.#policy = this.#compile();
  }

  get policy(): AccessPolicy {
    return this.#policy;
  }

  /** Takes a configuration; compiles only when something of access is new in it. */
  update({ resources, settings }: Pick<RegistrySnapshot, 'resources' | 'settings'>): void {
    const objects = resources.filter(({ apiVersion }) => apiVersion.startsWith(SECURITY_GROUP));
    if (settings === this.#settings && isSame(objects, this.#objects)) return;
    this.#objects = objects;
    this.#settings = settings;
    this.#keys.clear();
    this.#policy = this.#compile();
  }

  /** DENY, then ALLOW; counts what was decided and what dry runs would have said. */
  decide(authorizer: Authorizer, request: AccessRequest): AccessDecision {
    const decision = authorizer.decide(request);
    const { counters } = this;
    if (decision.allowed) counters.allowed++;
    else counters.denied++;
    if (authorizer.hasShadow) this.#countShadow(authorizer, request);
    if (authorizer.audit(request).length > 0) counters.audited++;
    return decision;
  }

  readonly resolveHost: ResolveHost = (host, port) => {
    const endpoints = this.endpointsOf(host, port);
    const endpoint = endpoints[Math.floor(Math.random() * endpoints.length)];
    return endpoint === undefined
      ? { address: host, port, tls: undefined }
      : { address: endpoint.address, port: endpoint.port, tls: endpoint.tls };
  };

  #countShadow(authorizer: Authorizer, request: AccessRequest): void {
    for (const { action, allowed } of authorizer.shadow(request)) {
      const kind = action === 'ALLOW' ? 'allow' : 'deny';
      const name: ShadowStatistic = `istio_dry_run_${kind}_shadow_${allowed ? 'allowed' : 'denied'}`;
      this.counters.shadow[name]++;
    }
  }

  #compile(): AccessPolicy {
    const resources = createResourceSet(this.#objects.map((object, index) => resourceOf(object, index)));
    return compileAccessPolicy(resources, this.#settings, this.#workload, this.#keys);
  }
}

function isSame(a: readonly ConfigObject[], b: readonly ConfigObject[]): boolean {
  return a.length === b.length && a.every((object, index) => object === b[index]);
}
