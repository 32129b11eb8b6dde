import type { Child } from './child-process';

const PLAIN: readonly NodeJS.Signals[] = ['SIGHUP', 'SIGQUIT', 'SIGUSR2'];

/**
 * Passes signals on to the process. SIGTERM first runs `drain`, so that requests in flight still find the process;
 * a second one goes through at once. A terminal's ctrl+c reaches the whole foreground group by itself: passing it on
 * would make it two, which many programs take for impatience. Answers how to stop.
 */
export function forwardSignals(child: Child, drain: () => Promise<void>): () => void {
  let isDraining = false;
  let isPassedOn = false;
  const passOn = () => {
    if (!isPassedOn) child.kill('SIGTERM');
    isPassedOn = true;
  };
  const listeners: [NodeJS.Signals, () => void][] = PLAIN.map((signal) => [signal, () => child.kill(signal)]);
  listeners.push([
    'SIGTERM',
    () => {
      if (isDraining) passOn();
      isDraining = true;
      void drain().then(passOn);
    },
  ]);
  listeners.push([
    'SIGINT',
    () => {
      if (process.stdin.isTTY !== true) child.kill('SIGINT');
    },
  ]);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of listeners) process.removeListener(signal, listener);
  };
}
