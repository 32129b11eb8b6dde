'use client';

import { formatCount } from '@/lib/client/format/format-count';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import type { Quantity } from '@/lib/client/format/quantity';
import type { SignalTotals } from '@/lib/protocol/api/signals';
import { Card } from '../../ui/card';
import { Metric } from '../../ui/metric';
import { compareReporters, explainGap } from './compare-reporters';

type ReporterGapProps = { caller: SignalTotals | undefined; called: SignalTotals | undefined };

/** Where both sides disagree, and what that means: time of the network against time of the application. */
export function ReporterGap({ caller, called }: ReporterGapProps) {
  const gap = compareReporters(caller, called);
  if (gap === undefined || caller === undefined || called === undefined) return null;
  const words = explainGap(gap);
  return (
    <Card className="p-4">
      <section aria-label="Where both sides disagree" className="flex flex-col gap-3">
        <h2 className="text-sm">Where both sides disagree</h2>
        <div className="grid items-start gap-x-8 gap-y-3 lg:grid-cols-2">
          <table className="w-full text-sm">
            <thead>
              <tr className="text-muted text-xs">
                <td />
                <Head>source</Head>
                <Head>destination</Head>
                <Head>between</Head>
              </tr>
            </thead>
            <tbody>
              <Row
                label="Requests"
                values={[
                  formatCount(caller.requests),
                  formatCount(called.requests),
                  gap.lost > 0 ? formatCount(gap.lost) : undefined,
                ]}
              />
              <Row
                label="Failed"
                values={[
                  formatCount(caller.errors),
                  formatCount(called.errors),
                  gap.errorsBetween > 0 ? formatCount(gap.errorsBetween) : undefined,
                ]}
              />
              {gap.times.map((time) => (
                <Row
                  key={time.quantile}
                  label={time.quantile}
                  values={[
                    formatDuration(time.caller),
                    formatDuration(time.called),
                    formatDuration(time.between),
                  ]}
                />
              ))}
            </tbody>
          </table>
          <div className="flex flex-col gap-2 text-sm">
            {gap.times
              .filter(({ quantile }) => quantile === 'p95')
              .map((time) => (
                <TimeBar key={time.quantile} called={time.called} between={time.between} />
              ))}
            {words.length === 0 ? (
              <p className="text-muted">
                Both sides agree: everything that was sent arrived, and both count the same failures.
              </p>
            ) : (
              words.map((sentence) => <p key={sentence}>{sentence}</p>)
            )}
          </div>
        </div>
      </section>
    </Card>
  );
}

function Head({ children }: { children: string }) {
  return (
    <th scope="col" className="pb-1 text-right font-normal">
      {children}
    </th>
  );
}

function Row({ label, values }: { label: string; values: readonly (Quantity | undefined)[] }) {
  return (
    <tr>
      <th scope="row" className="py-0.5 text-left font-normal text-muted">
        {label}
      </th>
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three columns, always the same
        <td key={index} className="text-right">
          <Metric quantity={value} />
        </td>
      ))}
    </tr>
  );
}

/** The p95 of the caller, split into the application and what lies between. */
function TimeBar({ called, between }: { called: number; between: number }) {
  const whole = called + between;
  const share = whole === 0 ? 0 : called / whole;
  return (
    <figure className="flex flex-col gap-1">
      <div className="flex h-2.5 overflow-hidden rounded-full bg-raised" aria-hidden>
        <span className="bg-info" style={{ width: `${share * 100}%` }} />
        <span className="bg-degraded" style={{ width: `${(1 - share) * 100}%` }} />
      </div>
      <figcaption className="flex flex-wrap gap-x-4 text-muted text-xs">
        <span>
          <span aria-hidden className="mr-1.5 inline-block size-2 rounded-full bg-info" />
          in the destination, at p95 <Metric quantity={formatDuration(called)} />,{' '}
          <Metric quantity={formatPercent(share)} />
        </span>
        <span>
          <span aria-hidden className="mr-1.5 inline-block size-2 rounded-full bg-degraded" />
          between <Metric quantity={formatDuration(between)} />
        </span>
      </figcaption>
    </figure>
  );
}
