import { asCallersSaw } from './call';
import { type Course, MIN_BASELINE_MS, sumCourse, sumRange } from './course';
import type { DiagnosisInput, Exemplar } from './diagnosis-input';
import { findBadSpan } from './find-bad-span';
import { findModes } from './find-modes';
import { findSlowSpan } from './find-slow-span';
import type { Hop } from './hop';
import { tolerate, withoutTolerated } from './tolerate';
import type { Trouble } from './trouble';

/** A rise of the share of failures below this is nobody's concern. */
const MIN_RISE = 0.005;
/** The smallest rise that a strict tolerance can ask for. */
const LEAST_RISE = 0.0005;
/** What fails all the time, without a beginning, counts from here on: server errors, client errors. */
const STEADY_SERVER = 0.01;
const STEADY_CLIENT = 0.1;
const MIN_STEADY = 5;

/** What is wrong on a hop within the window, if anything. */
export function findTroubles(hop: Hop, input: DiagnosisInput): Trouble[] {
  const windowFrom = Math.floor((input.windowFromMs - input.fromMs) / input.stepMs);
  const exemplars = input.exemplars.filter((line) => isOf(line, hop));
  const errors = findIntolerable(hop, input, windowFrom, exemplars);
  const latency = findLatency(hop, input, windowFrom);
  return [errors, latency].filter((trouble) => trouble !== undefined);
}

/** Failures beyond what people set as tolerable; where they set nothing, beyond what is usual. */
function findIntolerable(
  hop: Hop,
  input: DiagnosisInput,
  windowFrom: number,
  exemplars: readonly Exemplar[],
): Trouble | undefined {
  const { steps, findTolerances } = input;
  const inWindow = tolerate(hop, findTolerances, windowFrom, steps);
  const minRise = Math.min(MIN_RISE, Math.max(LEAST_RISE, inWindow.leastShare ?? MIN_RISE));
  const find = (one: Hop) => findErrors(one, steps, windowFrom, exemplars, minRise, inWindow.isBeyond);
  const found = find(hop);
  if (found === undefined) return undefined;
  const toleration = tolerate(hop, findTolerances, found.from, found.to);
  if (toleration.within.size === 0) return found;
  const beyond = find(withoutTolerated(hop, toleration));
  return beyond === undefined ? undefined : { ...beyond, hop };
}

function findErrors(
  hop: Hop,
  steps: number,
  windowFrom: number,
  exemplars: readonly Exemplar[],
  minRise: number,
  isBeyond: boolean,
): Trouble | undefined {
  const course = sumCourse(hop.calls, steps);
  const span = findBadSpan(course, minRise);
  const found =
    span !== undefined && span.to > windowFrom
      ? { ...span, hasOnset: span.from > 0, isSteady: false }
      : findSteady(hop, course, windowFrom, steps, isBeyond);
  if (found === undefined) return undefined;
  const { from, to, hasOnset, isSteady, inside, outside } = found;
  const requests = sumRange(course.requests, from, to);
  const modes = findModes(hop, { from, to, steps, isSteady }, exemplars);
  const excess = modes.reduce((sum, mode) => sum + mode.excess, 0);
  if (excess <= 0) return undefined;
  return {
    hop,
    kind: 'errors',
    from,
    to,
    hasOnset,
    inside,
    outside,
    requests,
    excess,
    modes,
    slow: undefined,
  };
}

/** Fails as it always did, but too often. */
function findSteady(hop: Hop, course: Course, windowFrom: number, steps: number, isBeyond: boolean) {
  const requests = sumRange(course.requests, windowFrom, steps);
  const bad = sumRange(course.bad, windowFrom, steps);
  if (bad < MIN_STEADY || requests === 0) return undefined;
  const serverCalls = hop.calls.filter(({ isError, code }) => isError && !/^4\d\d$/.test(code));
  const serverBad = sumRange(sumCourse(serverCalls, steps).bad, windowFrom, steps);
  const isMuch =
    surely(serverBad) / requests >= STEADY_SERVER || surely(bad) / requests >= STEADY_CLIENT || isBeyond;
  if (!isMuch) return undefined;
  return { from: windowFrom, to: steps, hasOnset: false, isSteady: true, inside: bad / requests, outside: 0 };
}

/** So many at least, chance taken off: a few failures of a healthy service may fall into one window. */
function surely(count: number): number {
  return count - Math.sqrt(count);
}

function findLatency(hop: Hop, { steps, stepMs }: DiagnosisInput, windowFrom: number): Trouble | undefined {
  const slow = findSlowSpan(asCallersSaw(hop.calls), steps);
  if (slow === undefined || slow.to <= windowFrom) return undefined;
  // Caches, pools and compilers warm up: without a while of traffic before it nobody knows what is usual.
  const before = slow.course.requests.subarray(0, slow.from).filter((requests) => requests > 0).length;
  if (before * stepMs < MIN_BASELINE_MS) return undefined;
  const requests = sumRange(slow.course.requests, slow.from, slow.to);
  const excess = (slow.inside - slow.outside) * requests;
  const { from, to, inside, outside } = slow;
  const hasOnset = from > 0;
  return { hop, kind: 'latency', from, to, hasOnset, inside, outside, requests, excess, modes: [], slow };
}

function isOf(line: Exemplar, { source, called, targets }: Hop): boolean {
  const isFrom =
    source.kind === 'unknown' ? line.sourceWorkload === 'unknown' : line.sourceWorkload === source.name;
  if (!isFrom) return false;
  if (line.service === called.name) return true;
  return [...targets.values()].some((target) => target.name === line.destinationWorkload);
}
