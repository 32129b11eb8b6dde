import { vi } from 'vitest';

const LONGEST_MS = 15_000;

// A busy machine may take long for what is awaited; only a machine that stands still fails.
vi.setConfig({ testTimeout: 20_000 });

/** Polls until `isTrue`; fails with what was awaited. */
export async function waitFor(isTrue: () => boolean, what: () => string): Promise<void> {
  const untilMs = performance.now() + LONGEST_MS;
  while (!isTrue()) {
    if (performance.now() > untilMs) throw new Error(`Waited in vain for ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
