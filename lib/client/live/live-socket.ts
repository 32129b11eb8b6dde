import {
  type BrowserMessage,
  LIVE_PATH,
  type LiveMessage,
  type LiveTopic,
  liveMessageSchema,
} from '@/lib/protocol/live/live-message';
import { backoffMs } from './backoff';
import { EMPTY_VIEW, type LiveEntry, type LiveView, liveKey, reduceView } from './live-store';

/** Whether the socket to the console stands. */
export type LiveConnection = 'connecting' | 'open' | 'lost';

/** What the page as a whole knows of its liveness. */
export type LiveState = {
  connection: LiveConnection;
  isPaused: boolean;
  /** The console's clock minus ours, so that ages are right on a wrong clock. */
  clockSkewMs: number;
};

/** The parts of a browser that the socket needs; tests bring their own. */
export type LiveHost = {
  open: (path: string) => LiveWire;
  nowMs: () => number;
  random: () => number;
  later: (run: () => void, ms: number) => () => void;
  /** Runs before the next paint. */
  frame: (run: () => void) => void;
};

/** The parts of a WebSocket that are used. */
export type LiveWire = {
  send: (text: string) => void;
  close: () => void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
};

/** A silent console is a lost one: it ticks every two seconds. Before its first word it may take longer. */
const SILENCE_MS = { first: 15_000, next: 6_000 };
/** Leaving a page and coming back within this time keeps the subscription. */
const LINGER_MS = 2_000;

/** One reconnecting socket for the page; topics are shared, painted at most once a frame, and survive reconnects. */
export class LiveSocket {
  readonly #host: LiveHost;
  readonly #entries = new Map<string, LiveEntry>();
  readonly #listeners = new Set<() => void>();
  #state: LiveState = { connection: 'connecting', isPaused: false, clockSkewMs: 0 };
  #wire: LiveWire | undefined;
  #attempts = 0;
  #nextId = 1;
  #isFramed = false;
  #cancelRetry: (() => void) | undefined;
  #cancelSilence: (() => void) | undefined;

  constructor(host: LiveHost) {
    this.#host = host;
  }

  getState = (): LiveState => this.#state;

  /** Hears of every change: of the state and of any view. */
  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What a topic shows now. */
  view(topic: LiveTopic, params: Readonly<Record<string, string>>): LiveView {
    return this.#entries.get(liveKey(topic, params))?.shown ?? EMPTY_VIEW;
  }

  /** Follows a topic until the returned function is called. */
  follow(topic: LiveTopic, params: Readonly<Record<string, string>>): () => void {
    const key = liveKey(topic, params);
    const entry = this.#entries.get(key) ?? this.#add(key, topic, params);
    entry.users += 1;
    this.#connect();
    return () => {
      entry.users -= 1;
      this.#host.later(() => this.#dropUnused(entry), LINGER_MS);
    };
  }

  /** Freezes what is shown; data goes on arriving and appears on resume. */
  setPaused(isPaused: boolean): void {
    this.#patch({ isPaused });
    if (!isPaused) this.#schedulePaint();
  }

  /** Tries to connect at once, for instance when the page becomes visible again. */
  retryNow(): void {
    if (this.#wire !== undefined || this.#entries.size === 0) return;
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#connect();
  }

  #add(key: string, topic: LiveTopic, params: Readonly<Record<string, string>>): LiveEntry {
    const entry = { id: this.#nextId++, key, topic, params, latest: EMPTY_VIEW, shown: EMPTY_VIEW, users: 0 };
    this.#entries.set(key, entry);
    this.#subscribe(entry);
    return entry;
  }

  #dropUnused(entry: LiveEntry): void {
    if (entry.users > 0 || this.#entries.get(entry.key) !== entry) return;
    this.#entries.delete(entry.key);
    this.#send({ type: 'unsubscribe', id: entry.id });
  }

  #connect(): void {
    if (this.#wire !== undefined || this.#cancelRetry !== undefined) return;
    const wire = this.#host.open(LIVE_PATH);
    this.#wire = wire;
    wire.onmessage = ({ data }) => {
      if (this.#wire === wire) this.#receive(data);
    };
    wire.onclose = () => this.#lost(wire);
    this.#watchSilence();
  }

  #lost(wire: LiveWire): void {
    if (this.#wire !== wire) return;
    this.#wire = undefined;
    this.#cancelSilence?.();
    this.#patch({ connection: 'lost' });
    if (this.#entries.size === 0) return;
    const delay = backoffMs(this.#attempts, this.#host.random());
    this.#attempts += 1;
    this.#cancelRetry = this.#host.later(() => {
      this.#cancelRetry = undefined;
      this.#connect();
    }, delay);
  }

  #receive(data: unknown): void {
    const message = parseMessage(data);
    if (message === undefined) return;
    if (message.type === 'welcome') this.#welcome(message.at);
    this.#watchSilence();
    const id = 'id' in message ? message.id : undefined;
    const entry = [...this.#entries.values()].find((other) => other.id === id);
    if (entry === undefined) return;
    entry.latest = reduceView(entry.latest, message);
    this.#schedulePaint();
  }

  #welcome(at: number): void {
    this.#attempts = 0;
    this.#patch({ connection: 'open', clockSkewMs: at - this.#host.nowMs() });
    for (const entry of this.#entries.values()) this.#subscribe(entry);
  }

  #subscribe({ id, topic, params }: LiveEntry): void {
    this.#send({ type: 'subscribe', id, topic, params: { ...params } });
  }

  #send(message: BrowserMessage): void {
    if (this.#state.connection === 'open') this.#wire?.send(JSON.stringify(message));
  }

  #watchSilence(): void {
    this.#cancelSilence?.();
    const wire = this.#wire;
    if (wire === undefined) return;
    const isOpen = this.#state.connection === 'open';
    this.#cancelSilence = this.#host.later(
      () => {
        // A wire whose other end is gone takes a minute to close: nobody waits for that.
        this.#lost(wire);
        wire.close();
      },
      isOpen ? SILENCE_MS.next : SILENCE_MS.first,
    );
  }

  #schedulePaint(): void {
    if (this.#isFramed || this.#state.isPaused) return;
    this.#isFramed = true;
    this.#host.frame(() => {
      this.#isFramed = false;
      if (this.#state.isPaused) return;
      for (const entry of this.#entries.values()) entry.shown = entry.latest;
      this.#emit();
    });
  }

  #patch(patch: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...patch };
    this.#emit();
  }

  #emit(): void {
    for (const listener of this.#listeners) listener();
  }
}

function parseMessage(data: unknown): LiveMessage | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return liveMessageSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
