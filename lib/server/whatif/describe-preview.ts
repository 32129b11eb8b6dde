import { describeReplay } from '../../mesh/whatif/describe-replay';
import { predictServices, type TargetHistory } from '../../mesh/whatif/predict-services';
import type { OutcomeCount, Replay, ReplayExample } from '../../mesh/whatif/replay';
import type { ConfigProblem } from '../../protocol/api/config';
import type { ConfigPreview, PreviewExample } from '../../protocol/api/config-preview';
import type { TimeWindow } from '../store/contract/point-reader';

/** Callers, operations, edges and reasons that are listed. */
const LISTED = 20;

/** What is known besides what was counted. */
export interface PreviewFacts {
  /** Requests there were. */
  total: number;
  isSampled: boolean;
  nowMs: number;
  history: readonly TargetHistory[];
}

/** The answer of a replay, largest numbers first. */
export function describePreview(window: TimeWindow, replay: Replay, facts: PreviewFacts): ConfigPreview {
  const outcomes = byRequests(replay.outcomes.values());
  const sideEffects = byRequests(replay.sideEffects.values());
  const load = [...replay.load.values()];
  return {
    ...{ from: window.fromMs, to: window.toMs, problems: [] },
    headline: describeReplay(
      { requests: replay.requests, outcomes, sideEffects, load },
      windowText(window, facts.nowMs),
    ),
    requests: facts.total,
    lines: replay.lines,
    isSampled: facts.isSampled,
    explained: shareOf(replay.explained, replay.requests),
    outcomes: outcomes.map((one) => describeOutcome(one, replay.requests)),
    sideEffects: sideEffects.map((one) => describeOutcome(one, replay.requests)),
    load: load.sort((a, b) => compareText(a.host, b.host) || compareText(a.workload, b.workload)),
    services: predictServices(load, facts.history).sort((a, b) => b.after.requests - a.after.requests),
    broken: byRequests(replay.broken.values())
      .slice(0, LISTED)
      .map(({ target, by, example, ...edge }) => ({
        ...edge,
        target: target ?? null,
        by: by ?? null,
        example: describeExample(example),
      })),
    unknown: countsOf(replay.unknown).map(({ name, requests }) => ({ reason: name, requests })),
  };
}

/** The answer to a text that cannot be read. */
export function unreadablePreview(window: TimeWindow, problems: ConfigProblem[]): ConfigPreview {
  return {
    ...{ from: window.fromMs, to: window.toMs, problems },
    headline: 'The change cannot be read: nothing was tried.',
    ...{ requests: 0, lines: 0, isSampled: false, explained: 0 },
    ...{ outcomes: [], sideEffects: [], load: [], services: [], broken: [], unknown: [] },
  };
}

function describeOutcome<Kind extends string>(
  { kind, requests, examples, callers, operations }: OutcomeCount<Kind>,
  all: number,
) {
  return {
    kind,
    requests,
    share: shareOf(requests, all),
    examples: examples.map(describeExample),
    callers: countsOf(callers),
    operations: countsOf(operations),
  };
}

function describeExample({ atMs, ...example }: ReplayExample): PreviewExample {
  return { ...example, at: atMs };
}

function byRequests<T extends { requests: number }>(list: Iterable<T>): T[] {
  return [...list].sort((a, b) => b.requests - a.requests);
}

function countsOf(counts: ReadonlyMap<string, number>): { name: string; requests: number }[] {
  return byRequests([...counts].map(([name, requests]) => ({ name, requests }))).slice(0, LISTED);
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(1, part / whole);
}

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** `the last hour`, `2 days`: as long as the window is. */
function windowText({ fromMs, toMs }: TimeWindow, nowMs: number): string {
  const seconds = Math.round((toMs - fromMs) / 1_000);
  const [width, unit] = UNITS.find(([size]) => seconds >= size && seconds % size <= size / 60) ?? [
    1,
    'second',
  ];
  const count = Math.round(seconds / width);
  const isRecent = Math.abs(nowMs - toMs) < 60_000;
  if (!isRecent) return `the chosen ${count === 1 ? unit : `${count} ${unit}s`}`;
  return count === 1 ? `the last ${unit}` : `the last ${count} ${unit}s`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
