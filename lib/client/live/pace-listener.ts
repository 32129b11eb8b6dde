type Listen = (listener: () => void) => () => void;

/** The clock and timers that pacing needs; tests bring their own. */
export type PaceHost = { nowMs: () => number; later: (run: () => void, ms: number) => () => void };

const BROWSER: PaceHost = {
  nowMs: () => performance.now(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** The same source heard at most once every `paceMs`: the first change at once, the last one of each stretch later. */
export function paceListener(listen: Listen, paceMs: number, host: PaceHost = BROWSER): Listen {
  return (listener) => {
    let cancel: (() => void) | undefined;
    let heardAtMs = Number.NEGATIVE_INFINITY;
    const hear = () => {
      cancel = undefined;
      heardAtMs = host.nowMs();
      listener();
    };
    const stop = listen(() => {
      if (cancel !== undefined) return;
      const waitMs = heardAtMs + paceMs - host.nowMs();
      if (waitMs <= 0) hear();
      else cancel = host.later(hear, waitMs);
    });
    return () => {
      cancel?.();
      stop();
    };
  };
}
