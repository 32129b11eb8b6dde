import { formatPercent } from '@/lib/client/format/format-percent';
import { printQuantity } from '@/lib/client/format/quantity';
import type { Tolerance } from '@/lib/mesh/health/tolerance';

const DIRECTIONS: Readonly<Record<string, string>> = {
  inbound: ' coming in',
  outbound: ' going out',
};

/** One sentence: `5XX of http: degraded above 0 %, failing from 10 %`. */
export function describeTolerance({ code, protocol, direction, degraded, failure }: Tolerance): string {
  const what = codesOf(code);
  const words = protocol.replace('|', ' and ');
  const whose = words === '' || words === '.*' ? '' : ` of ${words}`;
  const from = (percent: number) =>
    percent === 0 ? 'above 0 %' : `from ${printQuantity(formatPercent(percent / 100))}`;
  const side = DIRECTIONS[direction] ?? '';
  if (degraded === failure) return `${what}${whose}${side}: failing ${from(failure)}`;
  return `${what}${whose}${side}: degraded ${from(degraded)}, failing ${from(failure)}`;
}

const ANY_GRPC_ERROR = '^[1-9]$|^1[0-6]$';

/** Anchors say nothing: a pattern has to match the whole code anyway. */
function codesOf(pattern: string): string {
  const codes = pattern.replaceAll(/[\^$]/g, '');
  if (codes === '-') return 'No response';
  return pattern === ANY_GRPC_ERROR ? 'Any status but OK' : codes.replaceAll('|', ' or ');
}
