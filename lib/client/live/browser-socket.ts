import { LiveSocket, type LiveWire } from './live-socket';

/** The page's one socket to the console. It connects when the first topic is followed. */
export const browserSocket = new LiveSocket({
  open: (path) => {
    const { protocol, host } = window.location;
    return new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`) as unknown as LiveWire;
  },
  nowMs: () => Date.now(),
  random: () => Math.random(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  // A hidden page paints no frames; it still must notice that it is up to date again.
  frame: (run) => (document.hidden ? setTimeout(run, 1_000) : requestAnimationFrame(run)),
});
