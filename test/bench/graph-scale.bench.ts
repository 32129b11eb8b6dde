/**
 * The graph of a large mesh from agents to pixels: a made-up mesh speaks the agents' wire to a real console with its
 * database, and a real browser looks at it. WORKLOADS (1000), NAMESPACES (40), EVERY (seconds between reports of a call, 2)
 * and HISTORY (hours of history sent first, 24; 0 leaves the day out) change what is played; BROWSER=0 leaves out the browser.
 * Refreshes are weighed once the window is full (FULL=0 does not wait): until then every number of the graph grows.
 * Aims: API 50 ms, first picture 2 s, pan 33 ms, find 100 ms, refresh 20 kB.
 */
import { performance } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import { LIVE_PATH } from '@/lib/protocol/live/live-message';
import { agentToken } from '../integration/support/agent-token';
import { ConsoleProcess } from '../integration/support/console-process';
import { feelGraph } from './support/graph-browser';
import { MeshPlayer } from './support/mesh/mesh-player';
import { planMesh } from './support/mesh/plan-mesh';
import { scopeNamespaces } from './support/mesh/scope-namespaces';
import { residentBytes } from './support/process-memory';
import { printReport, quantileOf, type ReportRow } from './support/report';

const WORKLOADS = Number(process.env.WORKLOADS ?? 1_000);
const NAMESPACES = Number(process.env.NAMESPACES ?? 40);
const EVERY = Number(process.env.EVERY ?? 2);
const HISTORY = Number(process.env.HISTORY ?? 24);
const ROUNDS = Number(process.env.ROUNDS ?? 30);
/** Longer than the time between two looks of the console's own watching, which are in the way of some answers. */
const ASKED_MS = 20_000;
const WARM_MS = 30_000;
const WATCH_MS = 20_000;
const WINDOW_MS = 300_000;
const STEP_SECONDS = 1_800;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function timeGraph(
  url: string,
  query: string,
): Promise<{ p50: number; p95: number; kilobytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  const since = performance.now();
  for (let round = 0; round <= ROUNDS || performance.now() - since < ASKED_MS; round++) {
    const started = performance.now();
    const answer = await fetch(`${url}/api/graph?type=versionedApp&${query}`);
    bytes = (await answer.arrayBuffer()).byteLength;
    if (!answer.ok) throw new Error(`the graph answered ${answer.status}`);
    if (round > 0) times.push(performance.now() - started);
    await pause(20);
  }
  return { p50: quantileOf(times, 0.5), p95: quantileOf(times, 0.95), kilobytes: bytes / 1_000 };
}

/** Bytes on the wire of one refresh, compressed as browsers ask for it. */
async function watchGraph(
  url: string,
  params: Record<string, string>,
): Promise<{ p50: number; refreshes: number }> {
  const socket = new WebSocket(url.replace('http', 'ws') + LIVE_PATH);
  const sizes: number[] = [];
  let before = 0;
  const received = (): number => (socket as unknown as { _socket: { bytesRead: number } })._socket.bytesRead;
  socket.on('open', () => {
    socket.send(
      JSON.stringify({
        type: 'subscribe',
        id: 1,
        topic: 'graph',
        params: { type: 'versionedApp', window: '300', ...params },
      }),
    );
  });
  socket.on('message', (data) => {
    if (data.toString().startsWith('{"type":"delta"')) sizes.push(received() - before);
    before = received();
  });
  await pause(WATCH_MS);
  socket.terminate();
  return { p50: quantileOf(sizes.slice(1), 0.5), refreshes: sizes.length };
}

const plan = planMesh({ workloads: WORKLOADS, namespaces: NAMESPACES, seed: 1 });
const target = await ConsoleProcess.start();
const rows: ReportRow[] = [];
const row = (measure: string, value: string): void => {
  rows.push({ measure, value });
  console.log(`${measure}: ${value}`);
};
try {
  const player = new MeshPlayer(plan, {
    url: target.url,
    token: await agentToken(target),
    everySeconds: EVERY,
  });
  await scopeNamespaces(target.url);
  const connectedFrom = Date.now();
  await player.connect();
  row(
    'agents connected',
    `${plan.workloads.length} in ${((Date.now() - connectedFrom) / 1_000).toFixed(1)} s`,
  );
  if (HISTORY > 0) {
    const now = Math.floor(Date.now() / 1_000);
    const sent = await player.sendHistory(
      now - HISTORY * 3_600 + STEP_SECONDS,
      now - STEP_SECONDS,
      STEP_SECONDS,
    );
    row('points of history stored', String(sent));
  }
  player.play();
  const playedSince = Date.now();
  await pause(WARM_MS);
  const views = { whole: '', folded: '&fold=all&edges=auto' };
  for (const [view, query] of Object.entries(views)) {
    for (const [window, seconds] of [
      ['5 min', 300],
      ...(HISTORY > 0 ? [['24 h', 86_400] as const] : []),
    ] as const) {
      const { p50, p95, kilobytes } = await timeGraph(target.url, `window=${seconds}${query}`);
      row(
        `API, ${window}, ${view}: p50 / p95`,
        `${p50.toFixed(0)} / ${p95.toFixed(0)} ms (${kilobytes.toFixed(0)} kB)`,
      );
    }
  }
  if (process.env.BROWSER !== '0') {
    for (const [view, search, least] of [
      ['folded', '', 2],
      ...(WORKLOADS <= 1_000 ? [['whole', 'fold=none', WORKLOADS / 2] as const] : []),
    ] as const) {
      const feel = await feelGraph(target.url, search, least);
      row(`first picture, ${view}`, `${feel.pictureMs.toFixed(0)} ms`);
      row(`pan, ${view}: frame p50 / p95`, `${feel.panP50.toFixed(0)} / ${feel.panP95.toFixed(0)} ms`);
      row(`find / hide, ${view}`, `${feel.findMs} / ${feel.hideMs} ms`);
    }
  }
  if (process.env.FULL !== '0') await pause(Math.max(0, playedSince + WINDOW_MS - Date.now()));
  for (const [view, params] of Object.entries({ whole: {}, folded: { fold: 'all', edges: 'auto' } })) {
    const { p50, refreshes } = await watchGraph(target.url, params as Record<string, string>);
    const weight = Number.isNaN(p50) ? 'too few to weigh' : `${(p50 / 1_000).toFixed(1)} kB on the wire`;
    row(`live refresh, ${view}`, `${weight} (${refreshes} in ${WATCH_MS / 1_000} s)`);
  }
  row('memory of the console', `${(residentBytes(target.process.pid) / 1_048_576).toFixed(0)} MiB`);
  player.stop();
} finally {
  await target.close();
}
printReport(`${plan.workloads.length} workloads, ${plan.calls.length} calls, ${NAMESPACES} namespaces`, rows);
process.exit(0);
