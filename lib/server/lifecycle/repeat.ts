/** Of the time, watching takes at most this part, however large the mesh is. */
const MOST_SHARE = 0.2;

/**
 * Does something again and again, never twice at once: the next time begins `everyMs` after the last one began, and
 * later where that took long. Returns what ends it.
 */
export function repeat(
  act: () => Promise<void>,
  everyMs: number,
  firstMs: number,
  onError: (error: unknown) => void,
): () => void {
  let isOver = false;
  let timer: NodeJS.Timeout;
  const schedule = (delayMs: number): void => {
    timer = setTimeout(() => void turn(), delayMs).unref();
  };
  const turn = async (): Promise<void> => {
    const startedAt = performance.now();
    await act().catch(onError);
    const tookMs = performance.now() - startedAt;
    if (!isOver) schedule(Math.max(everyMs - tookMs, tookMs * (1 / MOST_SHARE - 1)));
  };
  schedule(firstMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
