'use client';

import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { Quantity } from '@/lib/client/format/quantity';
import { useSignals } from '@/lib/client/signals/use-signals';
import { useScope } from '@/lib/client/url/use-scope';
import type { SignalTotals } from '@/lib/protocol/api/signals';
import { Metric } from '../../ui/metric';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';

const ROWS: readonly { label: string; of: (totals: SignalTotals) => Quantity | undefined }[] = [
  { label: 'Requests', of: ({ requests }) => formatCount(requests) },
  { label: 'Rate', of: ({ rate }) => formatRate(rate) },
  {
    label: 'Errors',
    of: ({ requests, errorPercent }) => (requests === 0 ? undefined : formatPercent(errorPercent / 100)),
  },
  { label: 'p50', of: ({ p50 }) => (p50 === null ? undefined : formatDuration(p50)) },
  { label: 'p95', of: ({ p95 }) => (p95 === null ? undefined : formatDuration(p95)) },
  { label: 'p99', of: ({ p99 }) => (p99 === null ? undefined : formatDuration(p99)) },
];

const ORDER = ['source', 'waypoint', 'destination'];

/** The same traffic as the source's and as the destination's proxy saw it: what differs happened in between. */
export function ReporterTable({ of }: { of: string }) {
  const { range } = useScope();
  const signals = useSignals({ of, range, by: 'reporter' });
  return (
    <PanelBody title="Reporters" state={panelState(signals)}>
      {({ groups }) => {
        const shown = groups.toSorted((a, b) => ORDER.indexOf(a.key) - ORDER.indexOf(b.key));
        return (
          <table className="w-full text-sm">
            <thead>
              <tr className="text-muted text-xs">
                <td />
                {shown.map(({ key }) => (
                  <th key={key} scope="col" className="pb-1 text-right font-normal">
                    {key}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ROWS.map(({ label, of: read }) => (
                <tr key={label}>
                  <th scope="row" className="py-0.5 text-left font-normal text-muted">
                    {label}
                  </th>
                  {shown.map(({ key, totals }) => (
                    <td key={key} className="text-right">
                      <Metric quantity={read(totals)} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        );
      }}
    </PanelBody>
  );
}
