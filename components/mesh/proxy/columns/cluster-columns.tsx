import { CircleSlash, TriangleAlert } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { TableColumn } from '@/components/ui/table-column';
import type { ProxyView } from '@/lib/protocol/ingest/proxy-view';
import { ClusterLabel } from '../cluster-label';
import { RuleLinks } from '../rule-links';

type Cluster = ProxyView['clusters'][number];
type Column = TableColumn<Cluster>;

/** Where requests go, and by which policy. */
export const CLUSTER_COLUMNS: readonly Column[] = [
  {
    id: 'cluster',
    header: 'Cluster',
    minWidth: 230,
    isFixed: true,
    sortBy: ({ name }) => name.split('|').toReversed().join(' '),
    cell: ({ name }) => <ClusterLabel name={name} />,
  },
  {
    id: 'endpoints',
    header: 'Endpoints',
    width: 112,
    help: 'How many there are, and how many outlier detection has taken out',
    sortBy: ({ endpoints }) => endpoints,
    firstSort: 'desc',
    cell: (cluster) => <Endpoints cluster={cluster} />,
  },
  {
    id: 'active',
    header: 'Active',
    width: 76,
    align: 'end',
    help: 'Requests in flight',
    firstSort: 'desc',
    sortBy: ({ activeRequests }) => activeRequests,
    cell: ({ activeRequests }) => <span className="num">{activeRequests}</span>,
  },
  {
    id: 'balancing',
    header: 'Load balancing',
    width: 152,
    isWide: true,
    sortBy: ({ loadBalancing }) => loadBalancing,
    cell: ({ loadBalancing }) => <span title={loadBalancing}>{loadBalancing}</span>,
  },
  {
    id: 'tls',
    header: 'TLS',
    width: 88,
    isWide: true,
    help: 'auto: mutual TLS wherever the endpoint has a sidecar',
    sortBy: ({ tls }) => tls,
    cell: ({ tls }) => <span title={tls}>{tls}</span>,
  },
  {
    id: 'limits',
    header: 'At most',
    width: 128,
    isWide: true,
    help: 'Connections, waiting requests, requests and retries at once; beyond them 503 UO',
    cell: (cluster) => <Limits cluster={cluster} />,
  },
  {
    id: 'ejects',
    header: 'Ejects after',
    minWidth: 170,
    isWide: true,
    cell: ({ ejects }) => (ejects === '' ? NEVER : <span title={ejects}>{ejects}</span>),
  },
  {
    id: 'rules',
    header: 'Rules',
    width: 104,
    isWide: true,
    cell: ({ rules }) => <RuleLinks rules={rules} />,
  },
];

const NEVER = <span className="text-faint">never</span>;

function Endpoints({ cluster: { ejected, endpoints } }: { cluster: Cluster }) {
  if (endpoints === 0) {
    return (
      <Badge tone="failing">
        <CircleSlash aria-hidden />
        none
      </Badge>
    );
  }
  return (
    <span className="flex items-center gap-2">
      <span className="num">{endpoints}</span>
      {ejected === 0 ? null : (
        <Badge tone="degraded">
          <TriangleAlert aria-hidden />
          {ejected} out
        </Badge>
      )}
    </span>
  );
}

function Limits({ cluster }: { cluster: Cluster }) {
  const limits = [
    [cluster.maxConnections, 'connections'],
    [cluster.maxPendingRequests, 'waiting'],
    [cluster.maxRequests, 'requests'],
    [cluster.maxRetries, 'retries'],
  ] as const;
  const words = limits.flatMap(([most, what]) => (most === null ? [] : [`${most} ${what}`])).join(', ');
  return words === '' ? <span className="text-faint">no bound</span> : <span title={words}>{words}</span>;
}
