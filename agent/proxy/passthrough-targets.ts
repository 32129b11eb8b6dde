import { DEFAULT_TRAFFIC_POLICY, type Destination } from './routing-table';
import { type HostAndPort, joinHostPort } from './split-authority';

/** Destinations outside the registry, one a host and port, made when first asked for. */
export class PassthroughTargets {
  readonly #max: number;
  readonly #ownAddresses: ReadonlySet<string>;
  readonly #known = new Map<string, Destination>();

  /** `ownAddresses`: a call to the proxy itself would come back to it without end. */
  constructor(max: number, ownAddresses: ReadonlySet<string>) {
    this.#max = max;
    this.#ownAddresses = ownAddresses;
  }

  /** Undefined when the target is this proxy. */
  getDestination(to: HostAndPort): Destination | undefined {
    const hostPort = joinHostPort(to.host, to.port);
    const known = this.#known.get(hostPort);
    if (known !== undefined) return known;
    if (this.#ownAddresses.has(hostPort)) return undefined;
    if (this.#known.size >= this.#max) this.#known.clear();
    const destination: Destination = {
      service: { host: to.host, name: to.host, namespace: 'unknown', port: to.port },
      cluster: 'PassthroughCluster',
      routeName: 'allow_any',
      endpoints: [{ address: to.host, port: to.port, hostPort, workload: undefined }],
      // The address is the client's own choice: there is no other to try.
      policy: { ...DEFAULT_TRAFFIC_POLICY, retries: { attempts: 0, perTryTimeoutMs: undefined } },
    };
    this.#known.set(hostPort, destination);
    return destination;
  }
}
