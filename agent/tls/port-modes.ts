import type { PeerMode } from '../../lib/mesh/access/peer-authentication';

/** From the word to the deed, when a mode begins or ends in which no mutual TLS is taken. */
const ANNOUNCE_MS = 2_000;

interface PortMode {
  wanted: PeerMode;
  enforced: PeerMode;
  timer?: NodeJS.Timeout;
}

/** What each port of an agent takes of mutual TLS: what policies ask for, and what is enforced by now. */
export class PortModes {
  readonly #ports = new Map<number, PortMode>();
  #asked: (port: number) => PeerMode = () => 'PERMISSIVE';
  readonly #onEnforce: () => void;

  /** `onEnforce`: some port takes other connections than before. */
  constructor(onEnforce: () => void) {
    this.#onEnforce = onEnforce;
  }

  /** What a port takes now; from the first question on it is one of the agent's. */
  enforcedAt(port: number): PeerMode {
    return this.#at(port).enforced;
  }

  /** Whether some port may be called by mutual TLS. */
  get takesAny(): boolean {
    return [...this.#ports.values()].some(({ wanted }) => wanted !== 'DISABLE');
  }

  /** Policies have changed; returns the ports of which they ask for something else than before. */
  update(asked: (port: number) => PeerMode): { port: number; mode: PeerMode }[] {
    this.#asked = asked;
    return [...this.#ports].flatMap(([port, known]) => {
      const mode = asked(port);
      if (mode === known.wanted) return [];
      this.#change(known, mode);
      return [{ port, mode }];
    });
  }

  /** A port is none of the agent's any more. */
  forget(port: number): void {
    clearTimeout(this.#ports.get(port)?.timer);
    this.#ports.delete(port);
  }

  stop(): void {
    for (const { timer } of this.#ports.values()) clearTimeout(timer);
  }

  #at(port: number): PortMode {
    const known = this.#ports.get(port);
    if (known !== undefined) return known;
    const mode = this.#asked(port);
    const added = { wanted: mode, enforced: mode };
    this.#ports.set(port, added);
    return added;
  }

  #change(known: PortMode, wanted: PeerMode): void {
    const before = known.wanted;
    known.wanted = wanted;
    clearTimeout(known.timer);
    // Callers must hear of it first where the change turns what they do now into a failure.
    if (before === 'DISABLE' || wanted === 'DISABLE') {
      this.#enforce(known, 'PERMISSIVE');
      known.timer = setTimeout(() => this.#enforce(known, wanted), ANNOUNCE_MS).unref();
    } else this.#enforce(known, wanted);
  }

  #enforce(known: PortMode, mode: PeerMode): void {
    known.enforced = mode;
    this.#onEnforce();
  }
}
