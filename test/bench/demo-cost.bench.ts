import { DemoProcess } from '../integration/support/demo-process';
import { cpuSeconds, processTree, proportionalBytes } from './support/process-memory';
import { printReport, type ReportRow } from './support/report';

/** What the whole demo takes, browser aside: its console, database, sidecars, services and customers. */
const SETTLE_MS = 60_000;
const MEASURE_MS = Number(process.env.BENCH_SECONDS ?? 120) * 1000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const startedMs = performance.now();
const demo = await DemoProcess.start();
const openMs = performance.now() - startedMs;
await wait(SETTLE_MS);
const processes = processTree(demo.pid);
const before = sum(processes.map(cpuSeconds));
const fromMs = performance.now();
await wait(MEASURE_MS);
const seconds = (performance.now() - fromMs) / 1000;
const cores = (sum(processes.map(cpuSeconds)) - before) / seconds;
const gibibytes = sum(processes.map(proportionalBytes)) / 2 ** 30;
await demo.stop();

const rows: ReportRow[] = [
  { measure: 'from the start to the open console, built already', value: `${(openMs / 1000).toFixed(1)} s` },
  { measure: 'processes', value: String(processes.length) },
  { measure: 'cores', value: cores.toFixed(2) },
  { measure: 'memory (proportional)', value: `${gibibytes.toFixed(2)} GiB` },
];
printReport(`The demo over ${seconds.toFixed(0)} s, browser aside`, rows);
