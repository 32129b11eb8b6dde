import { readClientHello } from '../tls/client-hello';
import type { ClientLink, TunnelClientEvents } from './client-link';
import type { ProxySide } from './proxy-side';
import type { Tunnel } from './tunnel';

/**
 * What a client says first in a tunnel whose destination hangs on it: kept until its TLS greeting is whole, or is none, and
 * handed to the tunnel once that is open.
 */
export class TunnelGreeting implements TunnelClientEvents {
  readonly #side: ProxySide;
  readonly #client: ClientLink;
  readonly #onName: (serverName: string) => void;
  readonly #startedMs: number;
  #held = Buffer.alloc(0);
  #isKnown = false;
  #isPassedOn = false;
  #isEnded = false;

  /** `onName` is told once; an empty name where the client names none. */
  constructor(side: ProxySide, client: ClientLink, onName: (serverName: string) => void) {
    this.#side = side;
    this.#client = client;
    this.#onName = onName;
    this.#startedMs = side.clock.nowMs();
  }

  onDownstreamData(chunk: Buffer): void {
    if (this.#isPassedOn) return;
    this.#held = Buffer.concat([this.#held, chunk]);
    if (this.#isKnown) return;
    const hello = readClientHello(this.#held);
    if (hello !== 'more') this.#tell(hello === 'none' ? '' : hello.serverName);
  }

  onDownstreamDrain(): void {
    // Nothing is sent before the tunnel is open.
  }

  onDownstreamEnd(): void {
    this.#isEnded = true;
    this.#tell('');
  }

  /** A client that says nothing waits for the server to speak. */
  sweep(nowMs: number): void {
    if (nowMs - this.#startedMs > this.#side.limits.firstByteMs) this.#tell('');
  }

  passOn(tunnel: Tunnel): void {
    this.#isPassedOn = true;
    if (this.#held.length > 0) tunnel.onDownstreamData(this.#held);
    if (this.#isEnded) tunnel.onDownstreamEnd();
  }

  #tell(serverName: string): void {
    if (this.#isKnown) return;
    this.#isKnown = true;
    this.#client.socket.pause();
    this.#onName(serverName);
  }
}
