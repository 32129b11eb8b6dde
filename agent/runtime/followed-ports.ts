import type { ListenAddress } from '../proxy/listener';
import { joinHostPort } from '../proxy/split-authority';

/** A port that the configuration asks for. */
export interface WantedPort {
  readonly port: number;
  /** Empty is where the agent listens for others. */
  readonly address: string;
  /** Why it cannot be opened as things are. */
  readonly fault?: PortFault | undefined;
}

type PortFault = 'LEADS_TO_ITSELF';

/** How the opening and closing of ports is told. */
export interface PortWords {
  opened(port: number, at: string): string;
  closed(port: number, at: string): string;
  failed(port: number, at: string, reason: string): string;
}

export interface FollowedPortsOptions {
  /** What the configuration says now. */
  readonly wanted: () => readonly WantedPort[];
  /** Where ports without an address are opened. */
  readonly host: string;
  readonly open: (listen: ListenAddress, port: number) => Promise<ListenAddress>;
  readonly close: (bound: ListenAddress, port: number) => Promise<void>;
  readonly words: PortWords;
  readonly log: (message: string) => void;
}

interface OpenPort {
  readonly host: string;
  readonly bound: ListenAddress;
}

/** Opens the ports that the configuration names and closes those that it names no more, one change after the other. */
export class FollowedPorts {
  readonly #options: FollowedPortsOptions;
  readonly #open = new Map<number, OpenPort>();
  /** Why a port stays closed, said once. */
  readonly #faults = new Map<number, string>();
  #working: Promise<void> = Promise.resolve();

  constructor(options: FollowedPortsOptions) {
    this.#options = options;
  }

  /** The ports that stand open, and where. */
  get bound(): ReadonlyMap<number, ListenAddress> {
    return new Map([...this.#open].map(([port, { bound }]) => [port, bound]));
  }

  /** Follows the configuration of now; resolves when every port is as it says. */
  update(): Promise<void> {
    this.#working = this.#working.then(() => this.#reconcile());
    return this.#working;
  }

  async #reconcile(): Promise<void> {
    const wanted = new Map(this.#options.wanted().map((one) => [one.port, one]));
    for (const [port, open] of this.#open) {
      const one = wanted.get(port);
      if (one === undefined || one.fault !== undefined || this.#hostOf(one) !== open.host) {
        await this.#closePort(port, open);
      }
    }
    for (const port of this.#faults.keys()) if (!wanted.has(port)) this.#faults.delete(port);
    for (const one of wanted.values()) if (!this.#open.has(one.port)) await this.#openPort(one);
  }

  #hostOf({ address }: WantedPort): string {
    return address === '' ? this.#options.host : address;
  }

  async #closePort(port: number, { bound }: OpenPort): Promise<void> {
    const { close, log, words } = this.#options;
    this.#open.delete(port);
    await close(bound, port);
    log(words.closed(port, joinHostPort(bound.host, bound.port)));
  }

  async #openPort(wanted: WantedPort): Promise<void> {
    const { log, open, words } = this.#options;
    const { fault, port } = wanted;
    const host = this.#hostOf(wanted);
    const at = joinHostPort(host, port);
    try {
      if (fault !== undefined) throw Object.assign(new Error(fault), { code: fault });
      this.#open.set(port, { host, bound: await open({ host, port }, port) });
      this.#faults.delete(port);
      log(words.opened(port, at));
    } catch (error) {
      const { code = 'unknown error' } = error as NodeJS.ErrnoException;
      if (this.#faults.get(port) === code) return;
      this.#faults.set(port, code);
      log(words.failed(port, at, REASONS[code] ?? code));
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process listens there',
  EACCES: 'ports below 1024 need a privilege',
  EADDRNOTAVAIL: 'not an address of this machine',
  LEADS_TO_ITSELF: 'the workload would have to listen there too',
};
