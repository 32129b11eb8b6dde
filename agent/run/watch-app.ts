import type { ListenAddress } from '../proxy/listener';
import { canConnect } from './can-connect';
import { findApp } from './find-app';

const SEARCH_MS = 50;
const CHECK_MS = 2_000;

/**
 * Waits until something listens at one of `addresses`, first ones preferred; undefined when `signal` aborts before.
 * `onLong` is called once when that takes long.
 */
export async function waitForApp(
  addresses: readonly ListenAddress[],
  signal: AbortSignal,
  onLong: () => void,
  longMs = 10_000,
): Promise<ListenAddress | undefined> {
  const reminder = setTimeout(onLong, longMs).unref();
  try {
    while (!signal.aborted) {
      const app = await findApp(addresses);
      if (app !== undefined) return app;
      await new Promise((resolve) => setTimeout(resolve, SEARCH_MS));
    }
    return undefined;
  } finally {
    clearTimeout(reminder);
  }
}

/** Tells whenever the app begins or stops to listen; answers how to end the watch. */
export function watchApp(app: ListenAddress, onChange: (isReady: boolean) => void): () => void {
  let wasReady = true;
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void canConnect(app.host, app.port).then((isReady) => {
      isBusy = false;
      if (isReady !== wasReady) onChange(isReady);
      wasReady = isReady;
    });
  }, CHECK_MS).unref();
  return () => clearInterval(timer);
}
