import { seededRandom } from '@/demo/kit/seeded-random';
import { recordValue } from '@/lib/mesh/metrics/histogram';
import { createPoint, type Point } from '@/lib/mesh/metrics/point';
import { drawCount, drawNormal, mixSeed } from './draws';
import type { PlannedCall } from './mesh-plan';

/** What a call gathered in some seconds: what went well and what failed. */
export interface CallTraffic {
  good: Point | undefined;
  failed: Point | undefined;
}

/** Spread of durations around their median (log-normal). */
const SPREAD = 0.45;
/** Beyond this many requests durations are drawn in this many strata. */
const STRATA = 16;
/** A tcp connection carries about this much. */
const TCP_BYTES = 4_000;
/** Messages in an answer over gRPC. */
const MESSAGES = 3;

/** The traffic of the `seconds` seconds from `second` on: the same at both ends, and the same whenever it is asked for. */
export function trafficOfCall(
  call: PlannedCall,
  number: number,
  second: number,
  seconds: number,
): CallTraffic {
  const random = seededRandom(mixSeed(number, second));
  const total = drawCount(random, call.rate * seconds * dailyWave(second));
  if (call.service.protocol === 'tcp')
    return { good: total === 0 ? undefined : tcpPoint(total), failed: undefined };
  const failed = call.errorShare === 0 ? 0 : Math.min(total, drawCount(random, total * call.errorShare));
  const traffic = {
    good: requestPoint(total - failed, call.medianMs, random),
    failed: requestPoint(failed, call.medianMs * 0.6, random),
  };
  if (call.service.protocol === 'grpc') addMessages(traffic);
  return traffic;
}

/** More by day than by night. */
function dailyWave(second: number): number {
  return 1 + 0.4 * Math.sin((2 * Math.PI * second) / 86_400);
}

function requestPoint(requests: number, medianMs: number, random: () => number): Point | undefined {
  if (requests === 0) return undefined;
  const point = createPoint();
  point.requests = requests;
  point.requestBytes = 320 * requests;
  point.responseBytes = 2_400 * requests;
  const strata = Math.min(requests, STRATA);
  for (let stratum = 0; stratum < strata; stratum++) {
    const count = Math.floor((requests * (stratum + 1)) / strata) - Math.floor((requests * stratum) / strata);
    const us = Math.max(50, Math.round(medianMs * 1_000 * Math.exp(SPREAD * drawNormal(random))));
    recordValue(point.latency, us, count);
    point.durationUs += us * count;
  }
  return point;
}

/** A call sends one message and is answered by a short stream; one that fails is not answered. */
function addMessages({ good, failed }: CallTraffic): void {
  if (good !== undefined) {
    good.requestMessages = good.requests;
    good.responseMessages = MESSAGES * good.requests;
  }
  if (failed !== undefined) failed.requestMessages = failed.requests;
}

function tcpPoint(connections: number): Point {
  const point = createPoint();
  point.tcpOpened = connections;
  point.tcpClosed = connections;
  point.tcpReceivedBytes = TCP_BYTES * connections;
  point.tcpSentBytes = 5 * TCP_BYTES * connections;
  return point;
}
