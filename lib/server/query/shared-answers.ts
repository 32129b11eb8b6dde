/** What takes less is worked out whenever somebody asks. */
const WORTH_KEEPING_MS = 25;
/** An answer stands for so many times as long as it took: questions asked over and over take a fifth of the time. */
const STANDS_TIMES = 4;

interface SharedAnswer<T> {
  answer: Promise<T>;
  version: unknown;
  /** Epoch milliseconds; endless while it is worked out. */
  untilMs: number;
}

/**
 * Answers of questions that take long and are asked by many, or over and over. Who asks while one is worked out waits for the
 * same, and who asks right after it gets the same: the larger the mesh, the longer, so that a console that many look at has
 * time for its agents. Whoever gets an answer must leave it as it is.
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

  /** The answer to a question, at most `mostMs` old, and of the same version. */
  async get(
    question: string,
    { version, mostMs }: { version: unknown; mostMs: number },
    work: () => Promise<T>,
  ): Promise<T> {
    const known = this.shared.get(question);
    if (known !== undefined && known.version === version && this.now() < known.untilMs)
      return await known.answer;
    const startedMs = this.now();
    const shared: SharedAnswer<T> = { answer: work(), version, untilMs: Number.POSITIVE_INFINITY };
    this.keep(question, shared);
    try {
      const answer = await shared.answer;
      const endedMs = this.now();
      const tookMs = endedMs - startedMs;
      shared.untilMs = endedMs + (tookMs < WORTH_KEEPING_MS ? 0 : Math.min(mostMs, STANDS_TIMES * tookMs));
      return answer;
    } catch (error) {
      if (this.shared.get(question) === shared) this.shared.delete(question);
      throw error;
    }
  }

  private keep(question: string, shared: SharedAnswer<T>): void {
    this.shared.delete(question);
    this.shared.set(question, shared);
    if (this.shared.size > this.most) this.shared.delete(this.shared.keys().next().value ?? '');
  }
}
