import { Metric } from '@/components/ui/metric';
import type { TableColumn } from '@/components/ui/table-column';
import { VersionChip } from '@/components/ui/version-chip';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { printQuantity } from '@/lib/client/format/quantity';
import type { ProxyView } from '@/lib/protocol/ingest/proxy-view';
import { ClusterLabel } from '../cluster-label';
import { readClusterName, shortHost } from '../model/read-cluster-name';
import { RuleLinks } from '../rule-links';

type Route = ProxyView['routes'][number];
type Column = TableColumn<Route>;

/** Routes in the order in which they are tried: the first that takes a request decides. */
export const ROUTE_COLUMNS: readonly Column[] = [
  {
    id: 'host',
    header: 'Virtual host',
    minWidth: 200,
    isFixed: true,
    sortBy: ({ virtualHost }) => virtualHost,
    cell: ({ domains, virtualHost }) => (
      <span title={[virtualHost, ...domains].join('\n')}>{shortHost(virtualHost)}</span>
    ),
  },
  {
    id: 'listener',
    header: 'Listener',
    width: 92,
    isWide: true,
    help: 'The port it is for; * is every other port',
    sortBy: ({ listener }) => listener,
    cell: ({ listener }) => <span className="num text-muted">{listener}</span>,
  },
  {
    id: 'match',
    header: 'Takes',
    width: 172,
    isWide: true,
    cell: ({ match }) =>
      match === '' ? (
        <span className="text-muted">all requests</span>
      ) : (
        <span title={match} className="font-mono text-xs">
          {match}
        </span>
      ),
  },
  {
    id: 'action',
    header: 'Goes to',
    minWidth: 240,
    sortBy: ({ answer, destinations }) => `${destinations[0]?.cluster} ${answer}`,
    cell: (route) => <Destinations route={route} />,
  },
  {
    id: 'timeout',
    header: 'Timeout',
    width: 92,
    isWide: true,
    align: 'end',
    sortBy: ({ timeoutMs }) => timeoutMs ?? undefined,
    cell: ({ timeoutMs }) => <Metric quantity={timeoutMs === null ? undefined : formatDuration(timeoutMs)} />,
  },
  {
    id: 'retries',
    header: 'Retries',
    width: 88,
    isWide: true,
    align: 'end',
    sortBy: ({ retries }) => retries,
    cell: ({ retries }) => <span className="num">{retries}</span>,
  },
  {
    id: 'extras',
    header: 'Also',
    width: 96,
    isWide: true,
    help: 'Faults, mirrors, rewrites, CORS, sessions',
    cell: ({ extras }) => <span title={extras.join('\n')}>{extras.join(', ')}</span>,
  },
  {
    id: 'rule',
    header: 'Rule',
    width: 216,
    isWide: true,
    sortBy: ({ rule }) => rule?.name,
    cell: ({ rule }) => <RuleLinks rules={rule === null ? [] : [rule]} />,
  },
];

function Destinations({ route: { answer, destinations } }: { route: Route }) {
  const [first] = destinations;
  if (first === undefined) return <span className="text-muted">{answer}</span>;
  if (destinations.length === 1) return <ClusterLabel name={first.cluster} />;
  return (
    <span title={destinations.map(describeShare).join('\n')} className="flex min-w-0 items-center gap-2.5">
      {destinations.map(({ cluster, percent }) => (
        <span key={cluster} className="flex min-w-0 items-center gap-1">
          <ShortTarget cluster={cluster} />
          <Metric quantity={formatPercent(percent / 100)} />
        </span>
      ))}
    </span>
  );
}

function describeShare({ cluster, percent }: Route['destinations'][number]): string {
  return `${cluster}: ${printQuantity(formatPercent(percent / 100))}`;
}

/** Shares are mostly of versions of one service: the version tells them apart, where there is one. */
function ShortTarget({ cluster }: { cluster: string }) {
  const parts = readClusterName(cluster);
  if (parts === undefined) return <span className="truncate">{cluster}</span>;
  return parts.subset === '' ? (
    <span className="truncate">{shortHost(parts.host)}</span>
  ) : (
    <VersionChip version={parts.subset} className="shrink-0" />
  );
}
