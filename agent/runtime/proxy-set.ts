import type { ListenAddress } from '../proxy/listener';
import type { RoutingTable } from '../proxy/routing-table';
import { joinHostPort } from '../proxy/split-authority';
import { type ProxyHandle, type ProxyOptions, startProxy } from '../proxy/start-proxy';

type Listeners = Pick<ProxyOptions, 'inbound' | 'outbound' | 'upstreams' | 'gateway'>;

/** The HTTP proxies of one agent, opened and closed while it serves. */
export class ProxySet {
  readonly #shared: Omit<ProxyOptions, keyof Listeners>;
  readonly #all: ProxyHandle[] = [];
  /** Those that are closed again by the address they took. */
  readonly #byAddress = new Map<string, ProxyHandle>();

  /** `shared`: what every proxy of the agent has in common. */
  constructor(shared: Omit<ProxyOptions, keyof Listeners>) {
    this.#shared = shared;
  }

  get all(): readonly ProxyHandle[] {
    return this.#all;
  }

  /** `routingTable`: in place of the agent's own. */
  async open(
    listeners: Listeners,
    routingTable: RoutingTable = this.#shared.routingTable,
  ): Promise<ProxyHandle> {
    const proxy = await startProxy({ ...this.#shared, ...listeners, routingTable });
    this.#all.push(proxy);
    for (const { address } of proxy.opened) this.#byAddress.set(keyOf(address), proxy);
    return proxy;
  }

  /** Lets requests in flight end, then frees the address that one of them took. */
  async close(bound: ListenAddress): Promise<void> {
    const proxy = this.#byAddress.get(keyOf(bound));
    if (proxy === undefined) return;
    for (const { address } of proxy.opened) this.#byAddress.delete(keyOf(address));
    await proxy.drain();
    this.#all.splice(this.#all.indexOf(proxy), 1);
  }

  /** What gates take has changed. */
  recheck(): void {
    for (const proxy of this.#all) proxy.recheck();
  }

  /** Lets requests from outside end; calls of the app go on. */
  async drainEntrances(): Promise<void> {
    const entrances = this.#all.filter((proxy) => proxy.outbound === undefined);
    await Promise.all(entrances.map((proxy) => proxy.drain()));
  }

  async drain(): Promise<void> {
    await Promise.all(this.#all.map((proxy) => proxy.drain()));
  }
}

function keyOf({ host, port }: ListenAddress): string {
  return joinHostPort(host, port);
}
