import { startTimeout, stopTimeout, type Timeout } from './timeout-list';

/** What one exchange may have to wait for; each timer runs at most once at a time, and all stop together. */
export class ExchangeTimers {
  #response: Timeout | undefined;
  #try: Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;

  /** The route's timeout, from the end of the request; started once. */
  startResponse(timeoutMs: number, onTimeout: () => void): void {
    this.#response ??= startTimeout(timeoutMs, onTimeout);
  }

  /** What the client of gRPC gives the whole exchange; started once. */
  startDeadline(delayMs: number, onTime: () => void): void {
    this.#deadline ??= setTimeout(onTime, delayMs);
  }

  startTry(timeoutMs: number, onTimeout: () => void): void {
    this.#try = startTimeout(timeoutMs, onTimeout);
  }

  stopTry(): void {
    if (this.#try !== undefined) stopTimeout(this.#try);
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
    if (this.#response !== undefined) stopTimeout(this.#response);
    if (this.#retry !== undefined) clearTimeout(this.#retry);
    if (this.#deadline !== undefined) clearTimeout(this.#deadline);
  }
}
