import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { printQuantity } from '@/lib/client/format/quantity';
import type { VersionSignals } from '@/lib/protocol/api/splits';
import { Metric } from '../../ui/metric';
import { describeBand } from '../model/describe-band';
import { ErrorBand } from './error-band';

type VersionCardsProps = {
  versions: readonly VersionSignals[];
  colors: ReadonlyMap<string, string>;
  /** By version: stable, canary. */
  roles?: ReadonlyMap<string, string>;
};

/** The versions side by side: how much, how healthy with how much certainty, how fast. */
export function VersionCards({ versions, colors, roles }: VersionCardsProps) {
  const worst = Math.max(0.01, ...versions.map(({ requests, errors }) => (requests > 0 ? errors.high : 0)));
  return (
    <div className="overflow-x-auto">
      <table
        aria-label="Versions side by side"
        className="w-full min-w-[760px] border-separate border-spacing-0"
      >
        <thead>
          <tr className="text-left text-muted text-xs">
            {['Version', 'Requests', 'Errors (95 % band)', 'p50', 'p95', 'p99'].map((title, index) => (
              <th
                key={title}
                scope="col"
                className={`h-8 border-border border-b px-3 font-normal ${index === 1 || index > 2 ? 'text-right' : ''}`}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <tr key={one.version} className="[&>*]:border-border/60 [&>*]:border-b">
              <th scope="row" className="h-12 whitespace-nowrap px-3 text-left font-normal">
                <span className="flex items-center gap-2">
                  <span
                    aria-hidden
                    className="size-2.5 shrink-0 rounded-sm"
                    style={{ background: colors.get(one.version) ?? 'var(--idle)' }}
                  />
                  <span className="font-medium font-mono">{one.version || 'unknown'}</span>
                  <span className="text-faint text-xs">{roles?.get(one.version)}</span>
                </span>
              </th>
              <td className="px-3 text-right">
                <Metric quantity={formatRate(one.rate)} />
                <span className="num block text-faint text-xs">
                  {printQuantity(formatCount(one.requests))} in all
                </span>
              </td>
              <td className="px-3">
                {one.requests === 0 ? (
                  <span className="text-faint text-xs">No requests to judge by</span>
                ) : (
                  <div className="flex items-center gap-3">
                    <Metric
                      quantity={formatPercent(one.errors.rate)}
                      tone={one.errors.low > 0.01 ? 'failing' : undefined}
                      className="w-16 text-right"
                    />
                    <ErrorBand band={one.errors} most={worst} isBad={one.errors.low > 0.01} />
                    <span className="num whitespace-nowrap text-faint text-xs">
                      {formatPercent(one.errors.low).value} to {printQuantity(formatPercent(one.errors.high))}
                    </span>
                  </div>
                )}
              </td>
              {(['p50', 'p95', 'p99'] as const).map((quantile) => (
                <td key={quantile} className="w-24 whitespace-nowrap px-3 text-right">
                  <Metric
                    quantity={one.latency === null ? undefined : formatDuration(one.latency[quantile])}
                  />
                  {one.latency === null ? null : (
                    <span className="num block text-faint text-xs">
                      {describeBand(one.latency.bands[quantile])}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="px-3 pt-2 text-faint text-xs">
        Bands hold the true value with 95 % certainty: that of errors runs from 0 to{' '}
        {printQuantity(formatPercent(worst))} across the column, its mark is what was seen; those of durations
        come from the ranks of the requests, and are open above while too few were seen.
      </p>
    </div>
  );
}
