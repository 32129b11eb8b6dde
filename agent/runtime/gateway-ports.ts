import type { ListenerPlan } from '../../lib/mesh/routing/route-table';
import type { ListenAddress } from '../proxy/listener';
import { joinHostPort } from '../proxy/split-authority';

export interface GatewayPortsOptions {
  /** What the Gateways say now. */
  readonly listeners: () => readonly ListenerPlan[];
  /** The ports of servers that stand open at an address somebody chose. */
  readonly given: () => readonly number[];
  /** Where servers without `bind` are opened. */
  readonly host: string;
  readonly open: (listen: ListenAddress, serverPort: number) => Promise<ListenAddress>;
  readonly close: (bound: ListenAddress) => Promise<void>;
  readonly log: (message: string) => void;
}

const ANY_ADDRESS = '0.0.0.0';

/** Opens the ports that a gateway's servers name and closes those that no server names any more, one change after the other. */
export class GatewayPorts {
  readonly #options: GatewayPortsOptions;
  readonly #open = new Map<number, ListenAddress>();
  /** Why a port stays closed, said once. */
  readonly #faults = new Map<number, string>();
  #working: Promise<void> = Promise.resolve();

  constructor(options: GatewayPortsOptions) {
    this.#options = options;
  }

  /** Follows the configuration of now; resolves when every port is as it says. */
  update(): Promise<void> {
    this.#working = this.#working.then(() => this.#reconcile());
    return this.#working;
  }

  async #reconcile(): Promise<void> {
    const given = this.#options.given();
    const wanted = this.#options.listeners().filter(({ port }) => !given.includes(port));
    const ports = new Set(wanted.map(({ port }) => port));
    for (const [port, bound] of this.#open) {
      if (ports.has(port)) continue;
      this.#open.delete(port);
      await this.#options.close(bound);
      this.#options.log(
        `no server has port ${port} any more: ${joinHostPort(bound.host, bound.port)} is closed`,
      );
    }
    for (const port of this.#faults.keys()) if (!ports.has(port)) this.#faults.delete(port);
    for (const listener of wanted) if (!this.#open.has(listener.port)) await this.#openPort(listener);
  }

  async #openPort({ address, port }: ListenerPlan): Promise<void> {
    const { host, log, open } = this.#options;
    const listen = { host: address === ANY_ADDRESS ? host : address, port };
    const at = joinHostPort(listen.host, port);
    try {
      this.#open.set(port, await open(listen, port));
      this.#faults.delete(port);
      log(`servers of port ${port} listen at ${at}`);
    } catch (error) {
      const { code = 'unknown error' } = error as NodeJS.ErrnoException;
      if (this.#faults.get(port) === code) return;
      this.#faults.set(port, code);
      log(
        `cannot open port ${port} of the Gateways at ${at}: ${REASONS[code] ?? code}; ` +
          `--server ${port}=HOST:PORT opens it elsewhere`,
      );
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process listens there',
  EACCES: 'ports below 1024 need a privilege',
  EADDRNOTAVAIL: 'not an address of this machine',
};
