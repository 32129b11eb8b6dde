import { ArrowRight, ScrollText, Waypoints, Workflow } from 'lucide-react';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { entityHref } from '@/lib/client/url/entity-href';
import { type EdgeSubject, formatSubject, type Subject } from '@/lib/mesh/graph/node-id';
import type { SignalTotals } from '@/lib/protocol/api/signals';
import { AppLink } from '../../ui/app-link';
import { Badge } from '../../ui/badge';
import { BigMetric } from '../../ui/big-metric';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { PageHeader } from '../../ui/page-header';
import { VersionChip } from '../../ui/version-chip';

type EdgeHeaderProps = { of: string; edge: EdgeSubject; totals: SignalTotals | undefined };

const LINKS = [
  { label: 'Graph', path: '/graph', parameter: 'sel', icon: Workflow },
  { label: 'Traces', path: '/traces', parameter: 'of', icon: Waypoints },
  { label: 'Logs', path: '/logs', parameter: 'of', icon: ScrollText },
] as const;

/** From where to where, over what, and the window in one line of numbers. */
export function EdgeHeader({ of, edge, totals }: EdgeHeaderProps) {
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Graph', href: '/graph' },
          { label: `${nameOf(edge.source)} to ${edge.target.name}` },
        ]}
        title={
          <span className="flex flex-wrap items-center gap-x-2">
            <End subject={edge.source} />
            <ArrowRight role="img" aria-label="to" className="size-4 text-faint" />
            <End subject={edge.target} />
          </span>
        }
        facts={<Badge>{edge.protocol}</Badge>}
        actions={LINKS.map(({ label, path, parameter, icon: Icon }) => (
          <Button key={label} asChild size="sm">
            <AppLink
              href={`${path}?${new URLSearchParams({ [parameter]: of, ...(path === '/graph' ? typeOf(edge) : {}) })}`}
            >
              <Icon aria-hidden />
              {label}
            </AppLink>
          </Button>
        ))}
      />
      {edge.protocol === 'tcp' ? null : <Totals totals={totals} />}
    </>
  );
}

/** The type of graph in which an edge of these ends is drawn. */
function typeOf({ source, target }: EdgeSubject): Record<string, string> {
  const ends = [source, target].filter(({ kind }) => kind !== 'unknown');
  if (ends.some(({ kind }) => kind === 'workload')) return { type: 'workload' };
  if (ends.some(({ kind, version }) => kind === 'app' && version !== undefined)) return {};
  return { type: ends.some(({ kind }) => kind === 'app') ? 'app' : 'service' };
}

function nameOf({ kind, name }: Subject): string {
  return kind === 'unknown' ? 'unknown source' : name;
}

function End({ subject }: { subject: Subject }) {
  if (subject.kind === 'unknown') return <span>{nameOf(subject)}</span>;
  const href = entityHref(formatSubject(subject));
  const { name } = subject;
  return (
    <span className="inline-flex items-center gap-1.5">
      {href === undefined ? (
        name
      ) : (
        <AppLink href={href} className="rounded-sm hover:underline">
          {name}
        </AppLink>
      )}
      {subject.version === undefined ? null : <VersionChip version={subject.version} />}
      <span className="font-normal text-muted text-sm">{subject.namespace}</span>
    </span>
  );
}

function Totals({ totals }: { totals: SignalTotals | undefined }) {
  const duration = (ms: number | null | undefined) => (ms == null ? undefined : formatDuration(ms));
  return (
    <Card className="grid grid-cols-2 gap-x-6 gap-y-3 px-4 py-3 sm:grid-cols-3 lg:grid-cols-6">
      <BigMetric label="Requests" quantity={formatRate(totals?.rate ?? 0)} />
      <BigMetric
        label="Errors"
        quantity={
          totals === undefined || totals.requests === 0 ? undefined : formatPercent(totals.errorPercent / 100)
        }
        tone={(totals?.errorPercent ?? 0) >= 1 ? 'failing' : undefined}
      />
      <BigMetric label="p50" quantity={duration(totals?.p50)} />
      <BigMetric label="p90" quantity={duration(totals?.p90)} />
      <BigMetric label="p95" quantity={duration(totals?.p95)} />
      <BigMetric label="p99" quantity={duration(totals?.p99)} />
    </Card>
  );
}
