import { formatRate } from '@/lib/client/format/format-rate';
import type { SplitAnswer } from '@/lib/protocol/api/splits';
import { Badge } from '../../ui/badge';
import { Metric } from '../../ui/metric';
import { type CallerFit, fitOf } from '../model/caller-fit';
import type { WeightRow } from '../model/rule-draft';

type CallerBarsProps = {
  answer: SplitAnswer;
  /** What the stored rule says. */
  rows: readonly WeightRow[];
  colors: ReadonlyMap<string, string>;
};

/** For every calling workload which versions answered it, with a mark where each should end. */
export function CallerBars({ answer, rows, colors }: CallerBarsProps) {
  const seconds = (answer.to - answer.from) / 1_000;
  const ends = rows.map((_, index) =>
    rows.slice(0, index + 1).reduce((sum, { percent }) => sum + percent, 0),
  );
  const marks = ends.filter((end) => end > 0 && end < 100);
  return (
    <ul className="flex flex-col gap-3">
      {answer.callers.map((caller) => {
        const fit = fitOf(caller, rows, seconds);
        const shares = inOrder(caller.shares, rows);
        return (
          <li key={caller.id} className="flex flex-col gap-1">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
              <span className="min-w-0 truncate font-medium">{caller.name}</span>
              <span className="text-faint text-xs">{caller.namespace}</span>
              <Metric quantity={formatRate(caller.rate)} className="text-xs" />
              <span className="num ml-auto flex flex-wrap gap-x-3 text-xs">
                {shares.map(({ version, percent }) => (
                  <span key={version}>
                    <span className="font-mono text-muted">{version || 'unknown'}</span> {percent.toFixed(1)}{' '}
                    %
                  </span>
                ))}
              </span>
              {rows.length === 0 ? null : <FitBadge fit={fit} />}
            </div>
            <div className="relative h-5" aria-hidden>
              <div className="absolute inset-x-0 top-1 flex h-3 overflow-hidden rounded-sm bg-raised">
                {shares.map(({ version, percent }) => (
                  <span
                    key={version}
                    className="h-full shrink-0 transition-[width] duration-150"
                    style={{ width: `${percent}%`, background: colors.get(version) ?? 'var(--idle)' }}
                  />
                ))}
              </div>
              {marks.map((end) => (
                <span
                  key={end}
                  className="-translate-x-1/2 absolute inset-y-0 w-0.5 rounded-full bg-text outline-1 outline-bg"
                  style={{ left: `${end}%` }}
                />
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

const FITS: Readonly<Record<CallerFit, { label: string; tone: 'ok' | 'info' | 'idle' }>> = {
  'on-target': { label: 'On target', tone: 'ok' },
  moving: { label: 'Moving', tone: 'info' },
  'too-few': { label: 'Few requests', tone: 'idle' },
};

function FitBadge({ fit }: { fit: CallerFit }) {
  const { label, tone } = FITS[fit];
  return (
    <Badge tone={tone} className="w-22 justify-center">
      {label}
    </Badge>
  );
}

/** The order of the sliders, then what the rule does not know. */
function inOrder<T extends { version: string }>(shares: readonly T[], rows: readonly WeightRow[]): T[] {
  const place = ({ version }: T) => {
    const index = rows.findIndex((row) => row.version === version);
    return index < 0 ? rows.length : index;
  };
  return [...shares].sort((a, b) => place(a) - place(b));
}
