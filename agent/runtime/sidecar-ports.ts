import type { ListenAddress } from '../proxy/listener';
import type { FollowedPorts } from './followed-ports';
import { followIngress, type IngressParts } from './ingress-listeners';
import { followHttpProxies } from './proxy-listeners';

interface SidecarPortsOptions extends IngressParts {
  /** Callers may come by other ports than before. */
  readonly onServed: () => void;
}

/** The ports that an agent opens because its workload's Sidecar has listeners for them. */
export class SidecarPorts {
  readonly #options: SidecarPortsOptions;
  #ingress: FollowedPorts | undefined;
  #proxies: FollowedPorts | undefined;
  #served = '';

  constructor(options: SidecarPortsOptions) {
    this.#options = options;
  }

  /** Further ports of the workload, by number. */
  get ingress(): ReadonlyMap<number, ListenAddress> {
    return this.#ingress?.bound ?? new Map();
  }

  /** Opens what the Sidecar asks for to take calls of the workload itself. */
  async followCalls(): Promise<void> {
    this.#proxies = followHttpProxies(this.#options);
    await this.#proxies.update();
  }

  /** Opens what the Sidecar asks for to take calls of others, at `host` where it does not say where. */
  async follow(host: string): Promise<void> {
    this.#ingress = followIngress(this.#options, host);
    await this.update();
  }

  /** The configuration has changed. */
  async update(): Promise<void> {
    await Promise.all([this.#proxies?.update(), this.#ingress?.update()]);
    const { ingressPorts } = this.#options.config.routes;
    const served = [...this.ingress.keys()]
      .map((port) => `${port} ${ingressPorts.get(port)?.protocol}`)
      .join();
    if (served === this.#served) return;
    this.#served = served;
    this.#options.onServed();
  }

  /** Opens nothing any more. */
  stop(): void {
    this.#ingress = undefined;
    this.#proxies = undefined;
  }
}
