/** What takes less is worked out whenever somebody asks. */
const WORTH_KEEPING_MS = 25;
/** An answer stands for so many times as long as it took. */
const STANDS_TIMES = 6;
/** After this share of its time the next one is worked out: questions asked over and over take a fifth of the time. */
const RENEWED_AT = 2 / 3;
/** Only what was asked so often meanwhile: the next one may be for nobody. */
const RENEWED_FOR = 3;
/** Who asked gets the old answer sent before the work on the next one holds up everything. */
const SENDING_MS = 20;

interface SharedAnswer<T> {
  answer: Promise<T>;
  version: unknown;
  /** Epoch milliseconds; endless while it is worked out, and while the next one is. */
  renewMs: number;
  /** Epoch milliseconds; endless while it is worked out. */
  untilMs: number;
  /** How often it was given to who asked later. */
  given: number;
}

/** What an answer must be: of the same version, at most so old. */
interface Limits {
  version: unknown;
  mostMs: number;
}

/**
 * Answers of questions that take long and are asked by many, or over and over. Who asks while one is worked out waits for the
 * same, and who asks right after it gets the same: the larger the mesh, the longer, so that a console that many look at has
 * time for its agents. An answer that many still ask for when it gets old is renewed while it stands, so that nobody waits.
 * Whoever gets an answer must leave it as it is.
 */
export class SharedAnswers<T> {
  private readonly shared = new Map<string, SharedAnswer<T>>();
  private readonly now: () => number;
  private readonly most: number;

  /** Keeps at most so many. */
  constructor(now: () => number, most: number) {
    this.now = now;
    this.most = most;
  }

  /** The answer to a question. */
  async get(question: string, limits: Limits, work: () => Promise<T>): Promise<T> {
    const known = this.shared.get(question);
    if (known !== undefined && known.version === limits.version && this.now() < known.untilMs) {
      known.given++;
      if (this.now() >= known.renewMs && known.given >= RENEWED_FOR)
        void this.renew(question, known, limits, work);
      return await known.answer;
    }
    const startedMs = this.now();
    const endless = Number.POSITIVE_INFINITY;
    const answer = work();
    const shared = { answer, version: limits.version, renewMs: endless, untilMs: endless, given: 0 };
    this.keep(question, shared);
    try {
      await answer;
      this.letStand(shared, startedMs, limits);
      return await answer;
    } catch (error) {
      if (this.shared.get(question) === shared) this.shared.delete(question);
      throw error;
    }
  }

  private async renew(
    question: string,
    known: SharedAnswer<T>,
    limits: Limits,
    work: () => Promise<T>,
  ): Promise<void> {
    known.renewMs = Number.POSITIVE_INFINITY;
    await new Promise((resolve) => setTimeout(resolve, SENDING_MS));
    const startedMs = this.now();
    try {
      const next = { ...known, answer: Promise.resolve(await work()), given: 0 };
      if (this.shared.get(question) !== known) return;
      this.letStand(next, startedMs, limits);
      this.keep(question, next);
    } catch {
      // Who asks when the old one is over gets to know.
    }
  }

  private letStand(shared: SharedAnswer<T>, startedMs: number, { mostMs }: Limits): void {
    const endedMs = this.now();
    const tookMs = endedMs - startedMs;
    const standsMs = tookMs < WORTH_KEEPING_MS ? 0 : Math.min(mostMs, STANDS_TIMES * tookMs);
    shared.renewMs = endedMs + RENEWED_AT * standsMs;
    shared.untilMs = endedMs + standsMs;
  }

  private keep(question: string, shared: SharedAnswer<T>): void {
    this.shared.delete(question);
    this.shared.set(question, shared);
    if (this.shared.size > this.most) this.shared.delete(this.shared.keys().next().value ?? '');
  }
}
