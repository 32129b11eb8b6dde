import { quantile } from '../../metrics/histogram';
import { roundRate } from '../../metrics/round-rate';
import type { EdgeProtocol } from '../graph';
import type { EdgeCounts } from './edge-counts';
import { sureQuantileShift, sureRateShift, sureShareShift } from './sure-shift';

/** What changed on an edge. */
export const EDGE_CHANGES = ['new', 'lost', 'errors', 'latency', 'rate'] as const;

/** One of them. */
export type EdgeChangeKind = (typeof EDGE_CHANGES)[number];

/** One difference between two windows on one edge. */
export interface EdgeChange {
  edge: string;
  source: string;
  target: string;
  protocol: EdgeProtocol;
  kind: EdgeChangeKind;
  /** Requests (tcp: bytes) a second for new, lost and rate, percent for errors, milliseconds of the 95th percentile for latency. */
  before: number;
  after: number;
  /** More than chance explains. */
  isSure: boolean;
  /** For ranking: how bad for sure; 0 when chance explains it. */
  weight: number;
}

/** The edges of a window. */
export interface CountedWindow {
  seconds: number;
  edges: ReadonlyMap<string, EdgeCounts>;
}

/** Chance to call anything of a whole comparison sure that is not. */
const RISK = 0.01;
/** Bytes that count as one event on a tcp edge. */
const EVENT_BYTES = 16_384;
/** What nobody cares about even when it is certain: 1 percentage point, 10 % of a duration, 20 % of a rate. */
const LEAST = { errors: 0.01, latency: Math.log2(1.1), rate: Math.log2(1.2) };
/** Beyond sixteen times more or less a rate weighs no more, lest what is new top what fails. */
const MOST_RATE = 4;
/** What differences of one sort weigh against another's: 10 points of errors as much as four times the duration. */
const WORTH = { errors: 20, latency: 1, rate: 0.5 };
const LATENCY_QUANTILE = 0.95;

/** What changed between two windows, the surest and worst first, what chance explains last. */
export function compareEdges(before: CountedWindow, after: CountedWindow): EdgeChange[] {
  const ids = new Set([...before.edges.keys(), ...after.edges.keys()]);
  // Every edge is asked three questions, from both sides.
  const z = normalQuantile(1 - RISK / (6 * Math.max(1, ids.size)));
  const changes = [...ids].flatMap((id) => compareEdge({ before, after, z }, id));
  return changes.sort((a, b) => b.weight - a.weight || (a.edge < b.edge ? -1 : a.edge > b.edge ? 1 : 0));
}

interface Windows {
  before: CountedWindow;
  after: CountedWindow;
  z: number;
}

function compareEdge({ before, after, z }: Windows, id: string): EdgeChange[] {
  const old = before.edges.get(id);
  const now = after.edges.get(id);
  const edge = now ?? old;
  if (edge === undefined) return [];
  const shift = sureRateShift(
    {
      before: eventsOf(old),
      beforeSeconds: before.seconds,
      after: eventsOf(now),
      afterSeconds: after.seconds,
    },
    z,
  );
  const weight = Math.min(Math.abs(shift), MOST_RATE) * WORTH.rate;
  const rates = {
    before: roundRate((old?.amount ?? 0) / before.seconds),
    after: roundRate((now?.amount ?? 0) / after.seconds),
  };
  if (old === undefined || now === undefined) {
    const kind = old === undefined ? 'new' : 'lost';
    return [describe(edge, kind, rates, weight)];
  }
  const rate = Math.abs(shift) < LEAST.rate ? [] : [describe(edge, 'rate', rates, weight)];
  return [...compareErrors(old, now, z), ...compareLatency(old, now, z), ...rate];
}

function compareErrors(old: EdgeCounts, now: EdgeCounts, z: number): EdgeChange[] {
  if (now.protocol === 'tcp') return [];
  const shift = sureShareShift({ bad: old.errors, all: old.amount }, { bad: now.errors, all: now.amount }, z);
  if (Math.abs(shift) < LEAST.errors) return [];
  const percent = ({ errors, amount }: EdgeCounts): number => (100 * errors) / amount;
  const values = { before: percent(old), after: percent(now) };
  return [describe(now, 'errors', values, weigh(shift, WORTH.errors))];
}

function compareLatency(old: EdgeCounts, now: EdgeCounts, z: number): EdgeChange[] {
  const shift = sureQuantileShift(old.latency, now.latency, LATENCY_QUANTILE, z);
  if (Math.abs(shift) < LEAST.latency) return [];
  const duration = ({ latency }: EdgeCounts): number => (quantile(latency, LATENCY_QUANTILE) ?? 0) / 1_000;
  const values = { before: duration(old), after: duration(now) };
  return [describe(now, 'latency', values, weigh(shift, WORTH.latency))];
}

/** What got better is worth telling, below what got as much worse. */
function weigh(shift: number, worth: number): number {
  return shift > 0 ? shift * worth : (-shift * worth) / 4;
}

function describe(
  { id, source, target, protocol }: EdgeCounts,
  kind: EdgeChangeKind,
  values: { before: number; after: number },
  weight: number,
): EdgeChange {
  return { edge: id, source, target, protocol, kind, ...values, isSure: weight > 0, weight };
}

function eventsOf(edge: EdgeCounts | undefined): number {
  if (edge === undefined) return 0;
  return edge.protocol === 'tcp' ? edge.amount / EVENT_BYTES : edge.amount;
}

/** The standard normal quantile for p above one half (Abramowitz and Stegun 26.2.23, off by less than 0.00045). */
function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  const above = 2.515517 + 0.802853 * t + 0.010328 * t * t;
  return t - above / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
}
