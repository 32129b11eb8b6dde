/** The loop is held no longer than this at a time. */
const SLICE_MS = 5;

/** Works through a list and lets others have their turn in between. */
export async function forEachInSlices<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
  let since = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - since < SLICE_MS) continue;
    await breathe();
    since = performance.now();
  }
}

/** Lets everything else that waits have its turn. */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
