import { chooseStep } from '../../mesh/metrics/choose-step';
import type { CountedSeries } from '../../mesh/metrics/counted-series';
import { percentOf, roundRate } from '../../mesh/metrics/round-rate';
import { type SignalSum, signalLatency, wholeCount } from '../../mesh/metrics/signal-sum';
import type { SignalPoint, SignalsAnswer, SignalsParams, SignalTotals } from '../../protocol/api/signals';
import { drawHeat } from './draw-heat';
import { createKeyOf } from './group-signals';
import { matchSubject, readSubject } from './match-subject';
import type { QueryContext } from './query-context';
import { isHotWindow, readTrafficSteps, stepSeconds, type TrafficSteps } from './read-traffic';
import { resolveWindow, shiftWindow } from './resolve-window';
import { selectSeries } from './select-series';
import { type GroupSum, sumGroups } from './sum-groups';

const MAX_STEPS = 75;
/** More points an answer than this help nobody. */
const MAX_ASKED_STEPS = 1_500;
/** The finest step of the store. */
const STORE_STEP_SECONDS = 10;

/** Rate, errors, latency and bytes of an object or an edge over time. */
export async function getSignals(context: QueryContext, params: SignalsParams): Promise<SignalsAnswer> {
  const subject = readSubject(params.of, params.direction);
  const window = shiftWindow(resolveWindow(params, context.sources), params.offset);
  const seconds = (window.toMs - window.fromMs) / 1_000;
  const finest = isHotWindow(context, window) ? 1 : STORE_STEP_SECONDS;
  const step = Math.max(
    finest,
    params.step ?? chooseStep(seconds, MAX_STEPS),
    Math.ceil(seconds / MAX_ASKED_STEPS),
  );
  const series = selectSeries(context, subject);
  return readTrafficSteps(context, window, step * 1_000, series, (traffic) => {
    const counted = matchSubject(context, subject, traffic.series);
    const rows = params.by === 'reporter' ? counted.map((row) => ({ ...row, weight: 1 })) : counted;
    const groups = sumGroups(traffic, rows, createKeyOf(context, params.by, subject));
    return {
      from: traffic.window.fromMs,
      to: traffic.window.toMs,
      stepSeconds: traffic.steps.stepMs / 1_000,
      resolutionSeconds: resolutionOf(traffic, step),
      codes: countCodes(counted),
      groups: groups.map((group) => finishGroup(group, traffic)),
      ...(params.heat ? { heat: drawHeat(traffic, counted) } : {}),
    };
  });
}

function resolutionOf({ isHot, steps }: TrafficSteps, askedStep: number): number {
  if (isHot) return 1;
  const answered = steps.stepMs / 1_000;
  return answered > askedStep ? answered : STORE_STEP_SECONDS;
}

function countCodes(series: readonly CountedSeries[]): SignalsAnswer['codes'] {
  const counts = new Map<string, SignalsAnswer['codes'][number]>();
  for (const { facts, point, weight } of series) {
    if (facts.protocol === 'tcp') continue;
    const grpcStatus = facts.protocol === 'grpc' ? facts.labels.grpc_response_status : '';
    const key = `${facts.code} ${facts.flags} ${grpcStatus}`;
    const entry = counts.get(key) ?? { code: facts.code, flags: facts.flags, grpcStatus, requests: 0 };
    entry.requests += point.requests * weight;
    counts.set(key, entry);
  }
  return [...counts.values()]
    .map((entry) => ({ ...entry, requests: wholeCount(entry.requests) }))
    .filter(({ requests }) => requests > 0)
    .sort((a, b) => b.requests - a.requests || (a.code < b.code ? -1 : 1));
}

function finishGroup(group: GroupSum, { window, steps }: TrafficSteps): SignalsAnswer['groups'][number] {
  const seconds = Math.max(1, (window.toMs - window.fromMs) / 1_000);
  return {
    key: group.key,
    totals: toTotals(group.total, seconds),
    points: group.steps.map((sum, index) => {
      const t = steps.startMs + index * steps.stepMs;
      return toPoint(sum, t, stepSeconds(steps, index, window));
    }),
  };
}

function toTotals({ point, errors }: SignalSum, seconds: number): SignalTotals {
  return {
    requests: wholeCount(point.requests),
    errors: wholeCount(errors),
    rate: roundRate(point.requests / seconds),
    errorPercent: percentOf(errors, point.requests),
    ...signalLatency(point),
    requestBytes: wholeCount(point.requestBytes),
    responseBytes: wholeCount(point.responseBytes),
    requestMessages: wholeCount(point.requestMessages),
    responseMessages: wholeCount(point.responseMessages),
    tcpSentBytes: wholeCount(point.tcpSentBytes),
    tcpReceivedBytes: wholeCount(point.tcpReceivedBytes),
    tcpOpened: wholeCount(point.tcpOpened),
    tcpClosed: wholeCount(point.tcpClosed),
  };
}

function toPoint({ point, errors }: SignalSum, t: number, seconds: number): SignalPoint {
  return {
    t,
    rate: roundRate(point.requests / seconds),
    errorRate: roundRate(errors / seconds),
    ...signalLatency(point),
    requestBytes: roundRate(point.requestBytes / seconds),
    responseBytes: roundRate(point.responseBytes / seconds),
    requestMessages: roundRate(point.requestMessages / seconds),
    responseMessages: roundRate(point.responseMessages / seconds),
    tcpSentBytes: roundRate(point.tcpSentBytes / seconds),
    tcpReceivedBytes: roundRate(point.tcpReceivedBytes / seconds),
    tcpOpened: roundRate(point.tcpOpened / seconds),
  };
}
