import { getDiagnosis, getIncidents } from '../../lib/protocol/api/diagnosis';
import { ChainMesh } from '../integration/support/chain-mesh';
import { printReport, quantileOf } from './support/report';

/*
 * From a fault to its cause with real agents and a real console, in real time: RATE requests a second through three hops;
 * after WARM seconds of health a fault is put in, and the mesh's diagnosis is asked until the right cause stands first,
 * and the feed of incidents until it has one. RUNS of each fault that ONLY (a pattern) picks, each on a console of its own.
 * Aim: 10 s.
 */

const RATE = Number(process.env.RATE ?? 40);
const RUNS = Number(process.env.RUNS ?? 2);
const WARM_SECONDS = Number(process.env.WARM ?? 75);
const ONLY = new RegExp(process.env.ONLY ?? '');
const HOPS = 3;
const GIVE_UP_MS = 90_000;
const LOOK_MS = 250;
const LAST = `hop-${HOPS}`;

interface TimedFault {
  name: string;
  causes: readonly string[];
  begin: (mesh: ChainMesh) => Promise<unknown> | undefined;
}

const FAULTS: readonly TimedFault[] = [
  {
    name: 'half of the answers 503',
    causes: ['application-error'],
    begin: ({ last }) => {
      last.failing = 0.5;
      return undefined;
    },
  },
  {
    name: '400 ms slower',
    causes: ['slow'],
    begin: ({ last }) => {
      last.delayMs = 400;
      return undefined;
    },
  },
  {
    name: 'its sidecar is killed',
    causes: ['workload-down', 'no-healthy-endpoint', 'connection-broken'],
    begin: ({ agents }) => agents.at(-1)?.process.stop('SIGKILL'),
  },
];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Seconds until something is so; Infinity when it does not come to pass. */
async function secondsUntil(isSo: () => Promise<boolean>): Promise<number> {
  const startedAt = Date.now();
  while (Date.now() - startedAt < GIVE_UP_MS) {
    if (await isSo()) return (Date.now() - startedAt) / 1_000;
    await pause(LOOK_MS);
  }
  return Number.POSITIVE_INFINITY;
}

async function runFault({ causes, begin }: TimedFault): Promise<{ cause: number; incident: number }> {
  const mesh = await ChainMesh.start(HOPS, { namespace: 'bench' });
  const load = setInterval(() => void mesh.send('/status/200'), 1_000 / RATE);
  const isRight = (cause: string, culprit: string) => causes.includes(cause) && culprit.includes(LAST);
  try {
    await pause(WARM_SECONDS * 1_000);
    await begin(mesh);
    const [cause, incident] = await Promise.all([
      secondsUntil(async () => {
        const { hypotheses } = await mesh.console.get(getDiagnosis, { of: 'mesh:', window: 60 });
        const [first] = hypotheses;
        return first !== undefined && isRight(first.cause, first.culprit.id);
      }),
      secondsUntil(async () => {
        const { incidents } = await mesh.console.get(getIncidents);
        return incidents.some((one) => isRight(one.cause, one.culprit.id));
      }),
    ]);
    return { cause, incident };
  } finally {
    clearInterval(load);
    await mesh.close();
  }
}

const rows = [];
for (const fault of FAULTS.filter(({ name }) => ONLY.test(name))) {
  const times = [];
  for (let run = 0; run < RUNS; run++) times.push(await runFault(fault));
  const words = (seconds: number[]) =>
    `${quantileOf(seconds, 0.5).toFixed(1)} / ${Math.max(...seconds).toFixed(1)} s`;
  rows.push({
    measure: fault.name,
    value: words(times.map(({ cause }) => cause)),
    peer: words(times.map(({ incident }) => incident)),
  });
}
printReport(
  `From a fault to its cause (p50 / longest; peer: until it is an incident), ${RUNS} runs each`,
  rows,
);
