import type { Gate } from '@/lib/mesh/rollout/judge/gate';

/** What a gate asks of the canary, in a few words. */
export function describeGate(gate: Gate): string {
  switch (gate.kind) {
    case 'error-rate':
      return gate.against === 'stable'
        ? `Failed requests no more than ${points(gate.share)} above stable`
        : `Fewer than ${percent(gate.share)} failed requests`;
    case 'latency':
      return gate.against === 'stable'
        ? `${quantile(gate.quantile)} no more than ${percent(gate.slowdown ?? 0)} slower than stable`
        : `${quantile(gate.quantile)} under ${gate.boundMs ?? 0} ms`;
    case 'threshold':
      return `${gate.metric === 'success-rate' ? 'Success rate' : `${quantile(gate.quantile ?? 0.99)} duration`} ${bounds(gate, gate.metric === 'success-rate' ? '%' : 'ms')}`;
    case 'query':
      return `${gate.name} ${bounds(gate, '')}`;
    default:
      return gate satisfies never;
  }
}

/** What a version showed, as a share: nothing is called bad where nothing was. */
export function describeReading(gate: Gate, { requests, rate }: { requests: number; rate: number }): string {
  const isCounted = gate.kind === 'error-rate' || gate.kind === 'latency';
  const what = gate.kind === 'error-rate' ? 'failed' : gate.kind === 'latency' ? 'too slow' : 'out of bounds';
  const of = `${Math.round(requests).toLocaleString('en-US')} ${isCounted ? 'requests' : 'readings'}`;
  return requests === 0
    ? `no ${isCounted ? 'requests' : 'readings'} yet`
    : `${percent(rate)} of ${of} ${what}`;
}

function points(share: number): string {
  const value = Number((share * 100).toFixed(2));
  return `${value} percentage ${value === 1 ? 'point' : 'points'}`;
}

function bounds({ min, max }: { min?: number; max?: number }, unit: string): string {
  const print = (value: number) => (unit === '' ? String(value) : `${value} ${unit}`);
  if (min !== undefined && max !== undefined) return `between ${print(min)} and ${print(max)}`;
  if (min !== undefined) return `at least ${print(min)}`;
  return max === undefined ? 'answers' : `at most ${print(max)}`;
}

function quantile(value: number): string {
  return `p${Number((value * 100).toFixed(2))}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
