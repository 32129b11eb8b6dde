import { type ClusterSpec, DEFAULT_POLICY, plainEndpoint } from './cluster/cluster-spec';
import { type HostAndPort, joinHostPort } from './split-authority';

/** One cluster a host and port, all of one name. */
export interface Stranger {
  readonly key: string;
  readonly spec: ClusterSpec;
}

export const PASSTHROUGH_CLUSTER = 'PassthroughCluster';

/** Places outside the mesh, one a host and port, made when first asked for. */
export class PassthroughTargets {
  readonly #max: number;
  readonly #ownAddresses: ReadonlySet<string>;
  readonly #known = new Map<string, Stranger>();

  /** `ownAddresses`: a call to the proxy itself would come back to it without end. */
  constructor(max: number, ownAddresses: ReadonlySet<string>) {
    this.#max = max;
    this.#ownAddresses = ownAddresses;
  }

  /** Undefined when the target is this proxy. */
  findSpec(to: HostAndPort): Stranger | undefined {
    const hostPort = joinHostPort(to.host, to.port);
    const known = this.#known.get(keyOf(hostPort));
    if (known !== undefined) return known;
    if (this.#ownAddresses.has(hostPort)) return undefined;
    if (this.#known.size >= this.#max) this.#known.clear();
    const spec = {
      name: PASSTHROUGH_CLUSTER,
      service: undefined,
      endpoints: [plainEndpoint(to.host, to.port, hostPort)],
      policy: DEFAULT_POLICY,
      protocol: 'client' as const,
    };
    const stranger = { key: keyOf(hostPort), spec };
    this.#known.set(stranger.key, stranger);
    return stranger;
  }

  /** The cluster of a key, while it is remembered. */
  get(key: string): ClusterSpec | undefined {
    return this.#known.get(key)?.spec;
  }
}

function keyOf(hostPort: string): string {
  return `${PASSTHROUGH_CLUSTER} ${hostPort}`;
}
