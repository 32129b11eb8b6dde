import { getTrace } from '../../../lib/protocol/api/traces';
import type { ConsoleProcess } from '../../integration/support/console-process';
import { printReport } from './report';

/** What a run left behind, with all traces sampled or with few of them. */
export interface SamplingRun {
  requests: number;
  /** Requests a second. */
  rate: number;
  /** Traces of the requests that failed. */
  failed: string[];
  spanBytes: number;
  /** What alerts and wishes weigh on the wire, as their JSON. */
  talkBytes: number;
  slow: number;
  evicted: number;
}

/** The weight of alerts and of wishes to so many agents. */
export function talkBytesOf(alerts: number, asked: number, agents: number): number {
  const entry = '["00000000000000000000000000000000","error"],'.length;
  return (alerts + asked * agents) * entry;
}

/** Sums a counter over everything that was scraped. */
export function sumOf(text: string, name: string): number {
  const pattern = new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+]+)$`, 'gm');
  return [...text.matchAll(pattern)].reduce((sum, [, value]) => sum + Number(value), 0);
}

/** How many of these traces the console has with all their spans. */
export async function countWhole(
  console: ConsoleProcess,
  traceIds: readonly string[],
  spans: number,
): Promise<number> {
  let whole = 0;
  for (const id of traceIds) {
    // By now nothing would still be collected for this look.
    const found = await console.get(getTrace, {}, { id }).catch(() => ({ spans: [] }));
    if (found.spans.length === spans) whole++;
  }
  return whole;
}

/** Prints what sampling after the fact gave, and for how many of the bytes of sampling everything. */
export function printSampling(title: string, full: SamplingRun, retro: SamplingRun, whole: number): void {
  const fullBytes = full.spanBytes / full.requests;
  const retroBytes = (retro.spanBytes + retro.talkBytes) / retro.requests;
  const share = retro.failed.length / Math.max(1, retro.requests);
  printReport(title, [
    {
      measure: 'requests a second',
      value: retro.rate.toFixed(0),
      peer: `all sampled ${full.rate.toFixed(0)}`,
    },
    {
      measure: 'requests that failed',
      value: String(retro.failed.length),
      ratio: `${(share * 100).toFixed(2)} %`,
    },
    {
      measure: 'of those with every span',
      value: `${((whole / Math.max(1, retro.failed.length)) * 100).toFixed(2)} % (${whole})`,
      peer: 'aim 99 %',
    },
    { measure: 'slow requests collected too', value: String(retro.slow) },
    { measure: 'kept spans evicted before their time', value: String(retro.evicted) },
    {
      measure: 'bytes of spans a request, with alerts and wishes',
      value: retroBytes.toFixed(0),
      peer: `all sampled ${fullBytes.toFixed(0)}`,
      ratio: `${((retroBytes / fullBytes) * 100).toFixed(2)} % (aim 5 %)`,
    },
  ]);
}
