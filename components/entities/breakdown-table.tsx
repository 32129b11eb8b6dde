import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { entityHref } from '@/lib/client/url/entity-href';
import type { SignalsAnswer } from '@/lib/protocol/api/signals';
import { AppLink } from '../ui/app-link';
import { Metric } from '../ui/metric';
import { Sparkline } from '../ui/sparkline';
import { splitSubject } from './split-subject';

type BreakdownTableProps = { signals: SignalsAnswer; by: string; header: string };
type Group = SignalsAnswer['groups'][number];

const NUMBERS = ['Requests', 'Share', 'Errors', 'p50', 'p95', 'p99'] as const;

/** One row a group: its numbers and its shape over the window. */
export function BreakdownTable({ signals, by, header }: BreakdownTableProps) {
  const total = signals.groups.reduce((sum, { totals }) => sum + totals.rate, 0);
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[640px] border-separate border-spacing-0">
        <thead>
          <tr className="text-muted text-xs">
            <th scope="col" className="h-8 border-border border-b px-4 text-left font-normal">
              {header}
            </th>
            {NUMBERS.map((name) => (
              <th key={name} scope="col" className="border-border border-b px-3 text-right font-normal">
                {name}
              </th>
            ))}
            <th scope="col" className="w-32 border-border border-b px-4 text-left font-normal">
              Traffic
            </th>
          </tr>
        </thead>
        <tbody>
          {signals.groups.map((group) => (
            <BreakdownRow key={group.key} group={group} by={by} total={total} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BreakdownRow({ group, by, total }: { group: Group; by: string; total: number }) {
  const { key, totals, points } = group;
  const duration = (ms: number | null) => (ms === null ? undefined : formatDuration(ms));
  const cells = [
    formatRate(totals.rate),
    total === 0 ? undefined : formatPercent(totals.rate / total),
    totals.requests === 0 ? undefined : formatPercent(totals.errorPercent / 100),
    duration(totals.p50),
    duration(totals.p95),
    duration(totals.p99),
  ];
  return (
    <tr className="hover:bg-raised">
      <th scope="row" className="h-8 max-w-64 truncate border-border/60 border-b px-4 text-left font-normal">
        <GroupName name={key} by={by} />
      </th>
      {cells.map((quantity, index) => (
        <td key={NUMBERS[index]} className="border-border/60 border-b px-3 text-right">
          <Metric
            quantity={quantity}
            tone={NUMBERS[index] === 'Errors' && totals.errorPercent >= 1 ? 'failing' : undefined}
          />
        </td>
      ))}
      <td className="border-border/60 border-b px-4">
        <Sparkline values={points.map(({ rate }) => rate)} label={`Requests a second of ${key}`} />
      </td>
    </tr>
  );
}

function GroupName({ name, by }: { name: string; by: string }) {
  const href = entityHref(name);
  // While the next split loads the old one still shows: an id is a peer whatever was just chosen.
  if (by !== 'peer' && href === undefined) {
    return (
      <span className={by === 'operation' ? 'font-mono text-xs' : ''}>
        {name === '-' ? 'no response' : name}
      </span>
    );
  }
  const { label, namespace } = splitSubject(name);
  const text = (
    <>
      {label} <span className="text-faint">{namespace}</span>
    </>
  );
  if (href === undefined) return text;
  return (
    <AppLink href={href} className="rounded-sm hover:underline">
      {text}
    </AppLink>
  );
}
