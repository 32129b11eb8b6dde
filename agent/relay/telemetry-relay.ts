import { answerKept, type RelayAnswer, type RelayMessage } from './relay-message';

export interface RelayOptions {
  /** Undefined when the console cannot be reached. */
  send: (message: RelayMessage) => Promise<RelayAnswer | undefined>;
  /** Bytes of messages that are under way or kept; beyond it applications are told to wait. */
  heldBytes: number;
  /** A message that was kept longer tells nobody anything any more. */
  keptMs: number;
  /** The first and the longest pause between tries while the console does not take what is kept. */
  retryMs: readonly [number, number];
  now: () => number;
  random: () => number;
  log: (line: string) => void;
}

const WAIT: RelayAnswer = {
  status: 429,
  headers: { 'retry-after': '1', 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from('Too much waits for the console; send again later\n'),
};
/** The console asks for patience, or is not there: the same message may be taken later. */
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * Carries what applications send to the console. While the console takes it, its own answer is the answer (partial
 * success, the reason of a refusal); while it does not, messages are kept within a bound and sent in order later.
 */
export class TelemetryRelay {
  readonly counters = { taken: 0, delivered: 0, kept: 0, refused: 0, dropped: 0 };
  private readonly options: RelayOptions;
  private readonly queue: RelayMessage[] = [];
  private held = 0;
  private pauseMs: number;
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> | undefined;

  constructor(options: RelayOptions) {
    this.options = options;
    this.pauseMs = options.retryMs[0];
  }

  /** Bytes under way and kept. */
  get heldBytes(): number {
    return this.held;
  }

  /** Takes one message; what it is answered when it is the console's to say, else that it is kept or refused. */
  async take(message: RelayMessage): Promise<RelayAnswer> {
    this.counters.taken++;
    if (this.held + message.body.length > this.options.heldBytes) {
      this.counters.refused++;
      return WAIT;
    }
    this.held += message.body.length;
    // What is kept goes first: an application that sends in order is heard in order.
    const answer = this.queue.length > 0 ? undefined : await this.options.send(message);
    if (answer !== undefined && !RETRYABLE.has(answer.status)) {
      this.held -= message.body.length;
      if (answer.status < 300) this.counters.delivered++;
      return answer;
    }
    this.counters.kept++;
    this.queue.push(message);
    this.plan();
    return answerKept(message);
  }

  /** Tries to deliver what is kept until it is, or the time is over; the rest is dropped. */
  async stop(withinMs: number): Promise<void> {
    const deadline = this.options.now() + withinMs;
    clearTimeout(this.timer);
    await this.sending;
    while (this.queue.length > 0 && this.options.now() < deadline) {
      if (!(await this.deliverFirst())) break;
    }
    clearTimeout(this.timer);
    if (this.queue.length === 0) return;
    this.options.log(`${this.queue.length} messages of applications were not delivered and are lost`);
    while (this.queue.length > 0) this.shift('dropped');
  }

  private plan(): void {
    if (this.timer !== undefined || this.sending !== undefined) return;
    const jitter = 0.5 + this.options.random() / 2;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.sending = this.deliver().finally(() => {
        this.sending = undefined;
        if (this.queue.length > 0) this.plan();
      });
    }, this.pauseMs * jitter).unref();
  }

  private async deliver(): Promise<void> {
    const [first, longest] = this.options.retryMs;
    while (this.queue.length > 0) {
      if (!(await this.deliverFirst())) {
        this.pauseMs = Math.min(longest, this.pauseMs * 2);
        return;
      }
      this.pauseMs = first;
    }
  }

  /** Whether the first message is off the queue, delivered or given up. */
  private async deliverFirst(): Promise<boolean> {
    const message = this.queue[0];
    if (message === undefined) return true;
    if (this.options.now() - message.takenAtMs > this.options.keptMs) return this.giveUp('it is too old');
    const answer = await this.options.send(message);
    if (answer === undefined || RETRYABLE.has(answer.status)) return false;
    if (answer.status >= 300) return this.giveUp(`the console answered ${answer.status}`);
    this.shift('delivered');
    return true;
  }

  private giveUp(reason: string): true {
    this.options.log(`a message of an application was dropped: ${reason}`);
    this.shift('dropped');
    return true;
  }

  private shift(fate: 'delivered' | 'dropped'): void {
    const message = this.queue.shift();
    if (message === undefined) return;
    this.held -= message.body.length;
    this.counters[fate]++;
  }
}
