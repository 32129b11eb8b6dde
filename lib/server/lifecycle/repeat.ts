/** Of the time, watching takes at most this part, however large the mesh is. */
const MOST_SHARE = 0.2;

/**
 * Does something again and again, never twice at once: the next time begins `everyMs` after the last one began, and
 * later where that took long. What goes in turns with everything else takes long because others are busy: it rests no longer
 * than `longestRestMs`. Returns what ends it.
 */
export function repeat(
  act: () => Promise<void>,
  everyMs: number,
  firstMs: number,
  onError: (error: unknown) => void,
  longestRestMs = Number.POSITIVE_INFINITY,
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
    const restMs = Math.min(longestRestMs, tookMs * (1 / MOST_SHARE - 1));
    if (!isOver) schedule(Math.max(everyMs - tookMs, restMs));
  };
  schedule(firstMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
