import { SlidersHorizontal } from 'lucide-react';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import { splitHref } from '@/lib/client/rollouts/rollout-href';
import type { EntityRow } from '@/lib/protocol/api/entities';
import { AppLink } from '../ui/app-link';
import { HEALTH_ORDER, healthTone } from '../ui/health';
import { HealthIcon } from '../ui/health-icon';
import { Metric } from '../ui/metric';
import { Sparkline } from '../ui/sparkline';
import type { TableColumn } from '../ui/table-column';
import { TimeAgo } from '../ui/time-ago';
import { VersionChip } from '../ui/version-chip';
import type { EntityKind } from './entity-kind';
import { shownHealth } from './shown-health';
import { SidecarState } from './sidecar-state';

type Column = TableColumn<EntityRow>;

const NAME: Column = {
  id: 'name',
  header: 'Name',
  isFixed: true,
  minWidth: 176,
  sortBy: ({ name }) => name,
  cell: (row) => (
    <span className="flex min-w-0 items-center gap-2">
      <HealthIcon health={shownHealth(row)} />
      <span className="truncate font-medium">{row.name}</span>
    </span>
  ),
};

const HEALTH: Column = {
  id: 'health',
  isWide: true,
  header: 'Health',
  width: 96,
  help: 'Kiali’s tolerances: share of failing requests by code',
  firstSort: 'asc',
  sortBy: (row) => HEALTH_ORDER.indexOf(shownHealth(row)),
  cell: (row) => (
    <span title={row.health.reason}>
      <HealthIcon health={shownHealth(row)} hasLabel className="[&_svg]:hidden" />
    </span>
  ),
};

const NAMESPACE: Column = {
  id: 'namespace',
  isWide: true,
  header: 'Namespace',
  width: 112,
  sortBy: ({ namespace }) => namespace,
  cell: ({ namespace }) => <span className="block truncate text-muted">{namespace}</span>,
};

const VERSIONS: Column = {
  id: 'versions',
  isWide: true,
  header: 'Versions',
  width: 128,
  sortBy: ({ versions }) => versions.join(' '),
  cell: ({ versions }) => <Versions versions={versions} />,
};

/** A workload has one. */
const VERSION: Column = { ...VERSIONS, header: 'Version', width: 84 };

/** A service with several versions has the way to its sliders beside them. */
const SHIFTABLE_VERSIONS: Column = {
  ...VERSIONS,
  width: 152,
  cell: ({ namespace, name, versions }) => (
    <span className="flex items-center gap-1">
      <Versions versions={versions} />
      {versions.length < 2 ? null : (
        <AppLink
          href={splitHref({ namespace, name })}
          aria-label={`Shift traffic of ${name}`}
          title="Shift traffic"
          // The whole row is a link of its own.
          className="relative z-1 ml-auto grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-surface hover:text-accent"
        >
          <SlidersHorizontal className="size-3.5" aria-hidden />
        </AppLink>
      )}
    </span>
  ),
};

function Versions({ versions }: Pick<EntityRow, 'versions'>) {
  return (
    <span className="flex gap-1 overflow-hidden">
      {versions.map((version) => (
        <VersionChip key={version} version={version} />
      ))}
    </span>
  );
}

const RATE: Column = {
  id: 'rate',
  header: 'Requests',
  width: 100,
  align: 'end',
  firstSort: 'desc',
  sortBy: ({ rate }) => rate,
  cell: ({ rate }) => <Metric quantity={formatRate(rate)} className={rate === 0 ? 'text-faint' : ''} />,
};

const ERRORS: Column = {
  id: 'errors',
  header: 'Errors',
  help: 'Requests that ended in 4xx, 5xx or without an answer; health tolerates more 4xx than 5xx',
  width: 80,
  align: 'end',
  firstSort: 'desc',
  sortBy: ({ rate, errorPercent }) => (rate === 0 ? undefined : errorPercent),
  cell: ({ rate, errorPercent, health }) => (
    <Metric
      quantity={rate === 0 ? undefined : formatPercent(errorPercent / 100)}
      tone={errorPercent > 0 ? healthTone(health.status) : undefined}
    />
  ),
};

const latency = (id: 'p95' | 'p99', isHidden: boolean): Column => ({
  id,
  header: id,
  width: 92,
  align: 'end',
  firstSort: 'desc',
  isHidden,
  isWide: true,
  help: `${id === 'p95' ? '95' : '99'} % of requests took at most this long`,
  sortBy: (row) => row[id] ?? undefined,
  cell: (row) => <Metric quantity={row[id] === null ? undefined : formatDuration(row[id])} />,
});

const TRAFFIC: Column = {
  id: 'traffic',
  isWide: true,
  header: 'Traffic',
  width: 128,
  cell: ({ name, sparkline, health }) => (
    <Sparkline
      values={sparkline}
      label={`Requests to ${name} over the window`}
      tone={health.status === 'Failure' ? 'failing' : 'muted'}
      width={104}
      className="inline-block align-middle"
    />
  ),
};

const MTLS: Column = {
  id: 'mtls',
  isWide: true,
  header: 'mTLS',
  width: 76,
  align: 'end',
  firstSort: 'asc',
  help: 'Share of requests over mutual TLS',
  sortBy: ({ mtlsPercent }) => mtlsPercent ?? undefined,
  cell: ({ mtlsPercent }) => (
    <Metric quantity={mtlsPercent === null ? undefined : formatPercent(mtlsPercent / 100)} />
  ),
};

const SIDECAR: Column = {
  id: 'sidecar',
  isWide: true,
  header: 'Sidecar',
  width: 92,
  firstSort: 'asc',
  sortBy: ({ agents }) => agents,
  cell: (row) => <SidecarState row={row} />,
};

const ENDPOINTS: Column = {
  id: 'endpoints',
  header: 'Endpoints',
  width: 88,
  align: 'end',
  isHidden: true,
  firstSort: 'desc',
  sortBy: ({ endpoints }) => endpoints,
  cell: ({ endpoints }) => endpoints,
};

const PORTS: Column = {
  id: 'ports',
  isWide: true,
  header: 'Ports',
  width: 128,
  cell: ({ ports }) => (
    <span className="text-muted">{ports.map(({ port, protocol }) => `${port} ${protocol}`).join(', ')}</span>
  ),
};

const LAST_SEEN: Column = {
  id: 'last-seen',
  header: 'Last request',
  width: 112,
  isHidden: true,
  firstSort: 'desc',
  sortBy: ({ lastSeen }) => lastSeen ?? undefined,
  cell: ({ lastSeen }) =>
    lastSeen === null ? <span className="text-faint">never</span> : <TimeAgo timeMs={lastSeen} />,
};

/** The columns of a list; each kind has a few of its own. */
export function entityColumns(kind: EntityKind): readonly Column[] {
  const p95 = latency('p95', false);
  const p99 = latency('p99', true);
  const shared = [RATE, ERRORS, p95, p99, TRAFFIC, MTLS];
  if (kind === 'service')
    return [NAME, HEALTH, NAMESPACE, PORTS, ...shared, SHIFTABLE_VERSIONS, ENDPOINTS, LAST_SEEN];
  const versions = kind === 'workload' ? VERSION : VERSIONS;
  return [NAME, HEALTH, NAMESPACE, versions, ...shared, SIDECAR, ENDPOINTS, LAST_SEEN];
}
