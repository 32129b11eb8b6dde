import type { Tolerance } from './tolerance';

/** One plain sentence: `5.2 % of inbound http requests answered 5xx (degraded above 0 %)`. */
export function explainRatio(
  status: 'Degraded' | 'Failure',
  errorPercent: number,
  requests: string,
  tolerance: Pick<Tolerance, 'code' | 'degraded' | 'failure'>,
): string {
  const threshold = status === 'Failure' ? tolerance.failure : tolerance.degraded;
  const subject = requests === '' ? 'requests' : `${requests} requests`;
  const verdict = status === 'Failure' ? 'failing' : 'degraded';
  const from = threshold === 0 ? 'above 0 %' : `from ${threshold} %`;
  return `${formatPercent(errorPercent)} % of ${subject} ${explainCode(tolerance.code, requests)} (${verdict} ${from})`;
}

function explainCode(code: string, requests: string): string {
  const bare = code.replaceAll(/[\^$]/g, '');
  if (bare === '-') return 'got no response';
  if (requests.endsWith('grpc')) return 'ended with a grpc error';
  if (bare === '[45].*') return 'answered 4xx or 5xx';
  return `answered ${bare.replaceAll('X', 'x')}`;
}

/** One decimal, more for small shares so that they never read as zero. */
function formatPercent(percent: number): string {
  if (percent >= 0.1) return String(Number(percent.toFixed(1)));
  return percent < 0.001 ? 'under 0.001' : String(Number(percent.toPrecision(1)));
}
