/**
 * Plays a made-up mesh against a console that runs: one process speaks for all its agents, over the agents' own wire.
 *   npm run mesh -- --console http://127.0.0.1:4170 --workloads 1000 --namespaces 40
 */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MeshPlayer } from '../test/bench/support/mesh/mesh-player';
import { planMesh } from '../test/bench/support/mesh/plan-mesh';
import { scopeNamespaces } from '../test/bench/support/mesh/scope-namespaces';

const HELP = `Options:
  --console URL      the console (http://127.0.0.1:4170)
  --token TOKEN      the agents' token; without it the one the console left in --home
  --home FOLDER      the console's home (~/.meshscope)
  --workloads N      10 to 5000 (1000)
  --namespaces N     1 to 500 (40)
  --edges N          calls between workloads (three a workload)
  --seed N           another mesh for another number (1)
  --every SECONDS    each call is reported once in so many seconds (1 up to 1,000 workloads, else 5)
  --history HOURS    sends so many hours of history first (0)
  --step SECONDS     resolution of that history (1800)`;

const { values } = parseArgs({
  options: {
    console: { type: 'string', default: 'http://127.0.0.1:4170' },
    token: { type: 'string' },
    home: { type: 'string', default: process.env.MESHSCOPE_HOME ?? join(homedir(), '.meshscope') },
    workloads: { type: 'string', default: '1000' },
    namespaces: { type: 'string', default: '40' },
    edges: { type: 'string' },
    seed: { type: 'string', default: '1' },
    every: { type: 'string' },
    history: { type: 'string', default: '0' },
    step: { type: 'string', default: '1800' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const [workloads, namespaces] = [readNumber('workloads', 10, 5_000), readNumber('namespaces', 1, 500)];
const edges = values.edges === undefined ? {} : { edges: readNumber('edges', 1, 100_000) };
const plan = planMesh({ workloads, namespaces, seed: readNumber('seed', 0, 2 ** 31), ...edges });
console.log(
  `${plan.workloads.length} workloads, ${plan.services.length} services, ${namespaces} namespaces, ${plan.calls.length} calls`,
);
const player = new MeshPlayer(plan, {
  url: values.console,
  token: values.token ?? (await readToken()),
  everySeconds: values.every === undefined ? (workloads > 1_000 ? 5 : 1) : readNumber('every', 1, 60),
});
await scopeNamespaces(values.console);
await player.connect();
console.log('every agent is connected');
const hours = readNumber('history', 0, 24 * 365);
if (hours > 0) {
  const now = Math.floor(Date.now() / 1_000);
  const step = readNumber('step', 1, 86_400);
  const sent = await player.sendHistory(now - hours * 3_600 + step, now - step, step);
  console.log(`${sent} points of history are stored`);
}
player.play();
console.log('playing until ctrl+c');
process.once('SIGINT', () => {
  player.stop();
  process.exit(0);
});

function readNumber(name: Exclude<keyof typeof values, 'help'>, least: number, most: number): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  console.error(`--${name} is a whole number from ${least} to ${most}\n${HELP}`);
  process.exit(64);
}

async function readToken(): Promise<string> {
  const { hostname, port } = new URL(values.console);
  return (await readFile(join(values.home, 'agents', `${hostname}-${port}.token`), 'utf8')).trim();
}
