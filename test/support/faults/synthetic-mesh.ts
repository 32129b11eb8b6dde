/**
 * A small shop under steady, noisy load, counted as agents count it: both reporters, codes, flags, histograms, one point
 * a step. A fault changes what happens to calls from its step on; how failures travel up is worked out, not written
 * down: a service answers an error for a share of the calls that failed below it, and its callers wait for its latency.
 */
import type { CourseRow, DiagnosisInput, Exemplar, Happening } from '@/lib/mesh/diagnosis/diagnosis-input';
import { createFindRoute } from '@/lib/mesh/graph/series-route';
import { type FindTolerances, findDefaultTolerances } from '@/lib/mesh/health/health-rate';
import type { SeriesPoint } from '@/lib/mesh/metrics/counted-series';
import { recordValue } from '@/lib/mesh/metrics/histogram';
import { createPoint, mergePoint, type Point } from '@/lib/mesh/metrics/point';
import { reconcileReporters } from '@/lib/mesh/metrics/reconcile-reporters';
import { describeSeries } from '@/lib/mesh/metrics/series-facts';
import { type SeriesLabels, seriesKey } from '@/lib/mesh/metrics/series-labels';
import { callLabels, endLabels, makeLabels, serviceLabels } from '../traffic';

/** One call path of the mesh, by app. */
export interface Path {
  from: string;
  to: string;
  /** Requests a second. */
  rate: number;
  operations: readonly string[];
  /** Milliseconds the callee itself takes, its own calls not included. */
  ownMs: number;
}

/** The outcome of one call, before it travels up. */
export interface Outcome {
  code: number;
  flags?: string;
  details?: string;
  transportFailure?: string;
  /** Nobody answered: the labels of the destination stay unknown. */
  isUnanswered?: boolean;
  /** Only the caller's proxy counts it. */
  isSourceOnly?: boolean;
  /** Milliseconds as the caller sees it, where that is not the callee's latency. */
  ms?: number;
  /** What the callee's proxy counts instead. */
  destination?: { code: number; flags?: string; ms?: number };
  host?: string;
}

/** A call as a fault sees it. */
export interface CallFacts {
  from: string;
  to: string;
  fromVersion: string;
  version: string;
  operation: string;
  endpoint: number;
  /** 0..1, seeded. */
  chance: number;
}

/** What is wrong from a step on. */
export interface Fault {
  /** Undefined: as usual. */
  outcome?(call: CallFacts): Outcome | undefined;
  /** Milliseconds added to, or factor on, the callee's own time. */
  delayMs?(call: CallFacts): number;
  /** Factor on the rate of a path. */
  load?(path: Path): number;
  /** Tries the callee counts for one request of the caller. */
  tries?(call: CallFacts): number;
  /** Where calls of a path go instead. */
  target?(path: Path): string | undefined;
}

export const PATHS: readonly Path[] = [
  { from: 'gateway', to: 'web', rate: 12, operations: ['GET /', 'GET /cart', 'POST /pay'], ownMs: 4 },
  { from: 'web', to: 'catalog', rate: 9, operations: ['GET /items', 'GET /items/{id}'], ownMs: 8 },
  { from: 'web', to: 'payments', rate: 6, operations: ['POST /pay', 'GET /status'], ownMs: 12 },
  { from: 'mobile', to: 'payments', rate: 3, operations: ['POST /pay', 'GET /status'], ownMs: 12 },
  { from: 'payments', to: 'bank', rate: 7.2, operations: ['POST /charge'], ownMs: 25 },
  { from: 'payments', to: 'ledger', rate: 6, operations: ['PUT /entries'], ownMs: 6 },
  { from: 'catalog', to: 'stock', rate: 7.2, operations: ['GET /stock'], ownMs: 5 },
  { from: 'stock', to: 'partner', rate: 2.4, operations: ['GET /feed'], ownMs: 40 },
];

/** Versions by app, with their share of the traffic; an app that is not there has v1 alone. */
export type Versions = Readonly<Record<string, readonly (readonly [string, number])[]>>;

const VERSIONS: Versions = {
  payments: [
    ['v1', 0.5],
    ['v2', 0.3],
    ['v3', 0.2],
  ],
};
const ENDPOINTS = 3;
export const STEP_MS = 5_000;
export const STEPS = 90;
export const START_MS = Date.UTC(2026, 10, 23, 14, 0, 0);

/** A generator of uniform numbers from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface MeshRun {
  seed: number;
  fault?: Fault | undefined;
  faultStep: number;
  happenings?: readonly Happening[];
  workloads?: DiagnosisInput['workloads'];
  of?: string;
  isExternal?: (app: string) => boolean;
  endpointsOf?: (app: string) => number;
  windowSteps?: number;
  /** The mesh, in an order in which callers stand before those they call. */
  paths?: readonly Path[];
  versions?: Versions;
  findTolerances?: FindTolerances;
}

/** Runs the mesh and hands over what a console would have gathered. */
export function runMesh(run: MeshRun): DiagnosisInput {
  const recorder = new Recorder();
  const random = seeded(run.seed);
  const { paths = PATHS, versions = VERSIONS } = run;
  for (let step = 0; step < STEPS; step++) runStep(run, step, random, recorder);
  const windowSteps = run.windowSteps ?? 40;
  return {
    of: run.of ?? 'mesh:',
    fromMs: START_MS,
    toMs: START_MS + STEPS * STEP_MS,
    windowFromMs: START_MS + (STEPS - windowSteps) * STEP_MS,
    stepMs: STEP_MS,
    steps: STEPS,
    rows: recorder.rows(),
    findRoute: createFindRoute('workload'),
    findTolerances: run.findTolerances ?? findDefaultTolerances,
    exemplars: recorder.exemplars,
    happenings: run.happenings ?? [],
    workloads: run.workloads ?? [],
    services: [...new Set(paths.map(({ to }) => to))].map((name) => ({
      id: `service:shop/${name}`,
      host: `${name}.shop.svc.cluster.local`,
      endpoints: run.endpointsOf?.(name) ?? ENDPOINTS * (versions[name]?.length ?? 1),
      isExternal: run.isExternal?.(name) ?? name === 'partner',
    })),
  };
}

/** What a step did to the callee of each path: the share that failed and the milliseconds it took. */
type Felt = Map<string, { failed: number; calls: number; ms: number }>;

function runStep(run: MeshRun, step: number, random: () => number, recorder: Recorder): void {
  const { paths = PATHS } = run;
  const fault = step >= run.faultStep ? run.fault : undefined;
  const wave = 1 + 0.2 * Math.sin((step / STEPS) * Math.PI * 2 + run.seed) + 0.1 * (random() - 0.5);
  const felt: Felt = new Map();
  // Callees first, so that what they felt can travel up.
  for (const path of [...paths].reverse()) {
    const rate = path.rate * wave * (fault?.load?.(path) ?? 1);
    const calls = Math.max(1, Math.round((rate * STEP_MS) / 1_000 + (random() - 0.5) * Math.sqrt(rate)));
    const sum = { failed: 0, calls: 0, ms: 0 };
    for (let i = 0; i < calls; i++) {
      const { isFailed, ms } = call(run, path, step, fault, felt, random, recorder);
      sum.calls++;
      sum.failed += Number(isFailed);
      sum.ms += ms;
    }
    felt.set(`${path.from}>${path.to}`, sum);
  }
}

function call(
  run: MeshRun,
  path: Path,
  step: number,
  fault: Fault | undefined,
  felt: Felt,
  random: () => number,
  recorder: Recorder,
): { isFailed: boolean; ms: number } {
  const to = fault?.target?.(path) ?? path.to;
  const facts: CallFacts = {
    from: path.from,
    to,
    fromVersion: pickVersion(run, path.from, random()),
    version: pickVersion(run, to, random()),
    operation: path.operations[Math.floor(random() * path.operations.length)] ?? '',
    endpoint: Math.floor(random() * ENDPOINTS),
    chance: random(),
  };
  const below = feltBelow(run.paths ?? PATHS, path, felt);
  const ownMs = path.ownMs * (0.6 + 0.8 * random()) * (random() < 0.02 ? 4 : 1);
  const calleeMs = ownMs + below.ms + (fault?.delayMs?.(facts) ?? 0);
  const outcome =
    fault?.outcome?.(facts) ??
    (random() < below.failed
      ? { code: 500 }
      : random() < 0.001
        ? { code: 503 }
        : random() < 0.01
          ? { code: 404 }
          : { code: 200 });
  const ms = outcome.ms ?? (outcome.isSourceOnly === true ? 1 : calleeMs);
  recorder.record({ facts, outcome, ms, calleeMs, step, tries: fault?.tries?.(facts) ?? 1, random });
  return { isFailed: outcome.code >= 500 || outcome.code === 0, ms };
}

/** The chance that one of the callee's own calls fails, and the milliseconds it waits for them, a call. */
function feltBelow(paths: readonly Path[], path: Path, felt: Felt): { failed: number; ms: number } {
  const inbound = paths.filter(({ to }) => to === path.to).reduce((sum, { rate }) => sum + rate, 0);
  let failed = 0;
  let ms = 0;
  for (const lower of paths.filter(({ from }) => from === path.to)) {
    const sum = felt.get(`${lower.from}>${lower.to}`);
    if (sum === undefined || sum.calls === 0) continue;
    const callsEach = Math.min(1, lower.rate / inbound);
    failed += (sum.failed / sum.calls) * callsEach;
    ms += (sum.ms / sum.calls) * callsEach;
  }
  return { failed: Math.min(1, failed), ms };
}

function pickVersion({ versions = VERSIONS }: MeshRun, app: string, chance: number): string {
  let left = chance;
  for (const [version, share] of versions[app] ?? []) {
    left -= share;
    if (left <= 0) return version;
  }
  return 'v1';
}

interface Recorded {
  facts: CallFacts;
  outcome: Outcome;
  ms: number;
  calleeMs: number;
  step: number;
  tries: number;
  random: () => number;
}

class Recorder {
  readonly exemplars: Exemplar[] = [];
  private readonly series = new Map<string, { labels: SeriesLabels; points: (Point | undefined)[] }>();

  record({ facts, outcome, ms, calleeMs, step, tries, random }: Recorded): void {
    const { code, flags = '-', isUnanswered = false, isSourceOnly = false, destination } = outcome;
    const add = (reporter: string, own: { code: number; flags: string }, latencyMs: number) =>
      this.add({ facts, isUnanswered, reporter, ...own }, step, latencyMs);
    add('source', { code, flags }, ms);
    if (!isSourceOnly) {
      const passed = flags === 'URX' || flags === 'DI' ? '-' : flags;
      const own = {
        code: destination?.code ?? code,
        flags: destination === undefined ? passed : (destination.flags ?? '-'),
      };
      for (let i = 0; i < tries; i++) add('destination', own, destination?.ms ?? calleeMs);
    }
    if ((code >= 400 || code === 0) && this.exemplars.length < 4_000 && random() < 0.3) {
      this.exemplars.push(toExemplar(facts, outcome, step));
    }
  }

  rows(): CourseRow[] {
    const points: SeriesPoint[] = [];
    const courses = new Map<string, readonly (Point | undefined)[]>();
    for (const entry of this.series.values()) {
      const total = createPoint();
      for (const point of entry.points) if (point !== undefined) mergePoint(total, point);
      points.push({ facts: describeSeries(entry.labels), point: total });
      courses.set(seriesKey(entry.labels), entry.points);
    }
    return reconcileReporters(points).map((row) => ({
      ...row,
      points: courses.get(seriesKey(row.facts.labels)) ?? [],
    }));
  }

  private add(counted: Counted, step: number, ms: number): void {
    const { from, to, fromVersion, version, operation } = counted.facts;
    const { reporter, code, flags, isUnanswered } = counted;
    const key = [from, fromVersion, to, version, operation, reporter, code, flags, isUnanswered].join(' ');
    let entry = this.series.get(key);
    if (entry === undefined) {
      const labels = {
        reporter,
        response_code: String(code),
        response_flags: flags,
        request_operation: operation,
      };
      entry = {
        labels: labelsOf(counted.facts, isUnanswered, labels),
        points: new Array<Point | undefined>(STEPS).fill(undefined),
      };
      this.series.set(key, entry);
    }
    const point = entry.points[step] ?? createPoint();
    point.requests++;
    point.durationUs += ms * 1_000;
    recordValue(point.latency, ms * 1_000);
    entry.points[step] = point;
  }
}

/** What makes a series of a call. */
interface Counted {
  facts: CallFacts;
  isUnanswered: boolean;
  reporter: string;
  code: number;
  flags: string;
}

function labelsOf(facts: CallFacts, isUnanswered: boolean, labels: Record<string, string>): SeriesLabels {
  const { from, to, fromVersion, version } = facts;
  if (to === 'BlackHoleCluster') {
    return makeLabels({
      ...endLabels('source', from, fromVersion),
      destination_service: 'BlackHoleCluster',
      destination_service_name: 'BlackHoleCluster',
      ...labels,
    });
  }
  if (isUnanswered) {
    return makeLabels({ ...endLabels('source', from, fromVersion), ...serviceLabels(to), ...labels });
  }
  return callLabels(`${from}@${fromVersion}`, `${to}@${version}`, labels);
}

function toExemplar(facts: CallFacts, outcome: Outcome, step: number): Exemplar {
  const { from, to, fromVersion, version, endpoint, operation } = facts;
  return {
    atMs: START_MS + step * STEP_MS,
    id: `${step}-${from}-${to}`,
    reporter: 'source',
    sourceWorkload: `${from}-${fromVersion}`,
    sourceNamespace: 'shop',
    destinationWorkload: outcome.isUnanswered === true ? 'unknown' : `${to}-${version}`,
    destinationNamespace: outcome.isUnanswered === true ? 'unknown' : 'shop',
    service: to,
    serviceNamespace: 'shop',
    code: outcome.code,
    flags: outcome.flags ?? '-',
    details: outcome.details ?? '',
    transportFailure: outcome.transportFailure ?? '',
    upstreamHost:
      outcome.isUnanswered === true ? '' : (outcome.host ?? `10.0.0.${version.slice(1)}${endpoint}:8080`),
    operation,
    traceId: `${step}`.padStart(32, '0'),
  };
}
