import type { Call } from './call';
import { countRequests } from './course';
import type { Focus } from './diagnosis';
import type { Exemplar } from './diagnosis-input';

/** Nearly all of the trouble on one key that gets clearly less of the traffic. */
const MIN_BAD_SHARE = 0.8;
const MIN_CONTRAST = 1.3;

const KEYS: Readonly<Record<'version' | 'operation' | 'caller', (call: Call) => string>> = {
  version: ({ target }) => (target.kind === 'workload' ? target.version || target.name : ''),
  operation: ({ operation }) => (operation === 'unknown' ? '' : operation),
  caller: ({ source }) => source.name,
};

/** What concentrates the bad ones among calls in [from, to): one version, operation or caller out of several. */
export function findFocuses(
  all: readonly Call[],
  from: number,
  to: number,
  badOf: (call: Call) => number,
): Focus[] {
  const found: Focus[] = [];
  for (const by of ['version', 'operation', 'caller'] as const) {
    const focus = findFocus(all, from, to, badOf, by);
    if (focus !== undefined) found.push(focus);
  }
  return found.sort((a, b) => a.requestShare - b.requestShare);
}

function findFocus(
  all: readonly Call[],
  from: number,
  to: number,
  badOf: (call: Call) => number,
  by: 'version' | 'operation' | 'caller',
): Focus | undefined {
  const sums = new Map<string, { bad: number; requests: number }>();
  const total = { bad: 0, requests: 0 };
  for (const call of all) {
    const key = KEYS[by](call);
    if (key === '') continue;
    const sum = sums.get(key) ?? { bad: 0, requests: 0 };
    const [bad, requests] = [badOf(call), countRequests([call], from, to)];
    sums.set(key, { bad: sum.bad + bad, requests: sum.requests + requests });
    total.bad += bad;
    total.requests += requests;
  }
  const [worst] = [...sums].sort((a, b) => b[1].bad - a[1].bad);
  if (worst === undefined || sums.size < 2 || total.bad <= 0 || total.requests <= 0) return undefined;
  const badShare = worst[1].bad / total.bad;
  const requestShare = worst[1].requests / total.requests;
  if (badShare < MIN_BAD_SHARE || badShare < requestShare * MIN_CONTRAST) return undefined;
  return { by, key: worst[0], badShare, requestShare };
}

/** The one endpoint on which nearly all failing lines fall; `endpoints` is how many there are. */
export function findEndpoint(lines: readonly Exemplar[], endpoints: number): Focus | undefined {
  const hosts = new Map<string, number>();
  for (const { upstreamHost } of lines) {
    if (upstreamHost !== '') hosts.set(upstreamHost, (hosts.get(upstreamHost) ?? 0) + 1);
  }
  const total = [...hosts.values()].reduce((sum, count) => sum + count, 0);
  const [worst] = [...hosts].sort((a, b) => b[1] - a[1]);
  if (worst === undefined || total < 4 || endpoints < 2 || worst[1] / total < MIN_BAD_SHARE) return undefined;
  return { by: 'endpoint', key: worst[0], badShare: worst[1] / total, requestShare: 1 / endpoints };
}
