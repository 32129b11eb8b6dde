/** What one exchange may have to wait for; each timer runs at most once at a time, and all stop together. */
export class ExchangeTimers {
  #response: NodeJS.Timeout | undefined;
  #try: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;

  /** The route's timeout, from the end of the request; started once. */
  startResponse(timeoutMs: number, onTimeout: () => void): void {
    this.#response ??= setTimeout(onTimeout, timeoutMs);
  }

  /** What the client of gRPC gives the whole exchange; started once. */
  startDeadline(delayMs: number, onTime: () => void): void {
    this.#deadline ??= setTimeout(onTime, delayMs);
  }

  startTry(timeoutMs: number, onTimeout: () => void): void {
    this.#try = setTimeout(onTimeout, timeoutMs);
  }

  stopTry(): void {
    if (this.#try !== undefined) clearTimeout(this.#try);
    this.#try = undefined;
  }

  /** Puts everything off, as a fault does; shares its place with retries, which come later. */
  startDelay(delayMs: number, onTime: () => void): void {
    this.startRetry(delayMs, onTime);
  }

  startRetry(delayMs: number, onTime: () => void): void {
    this.#retry = setTimeout(onTime, delayMs);
  }

  stop(): void {
    this.stopTry();
    if (this.#response !== undefined) clearTimeout(this.#response);
    if (this.#retry !== undefined) clearTimeout(this.#retry);
    if (this.#deadline !== undefined) clearTimeout(this.#deadline);
  }
}
