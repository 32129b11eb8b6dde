import { CircleCheck, TriangleAlert } from 'lucide-react';
import { AppLink } from '@/components/ui/app-link';
import { Badge } from '@/components/ui/badge';
import type { TableColumn } from '@/components/ui/table-column';
import { VersionChip } from '@/components/ui/version-chip';
import { entityHref } from '@/lib/client/url/entity-href';
import type { ProxyView } from '@/lib/protocol/ingest/proxy-view';
import { ClusterLabel } from '../cluster-label';

type Endpoint = ProxyView['endpoints'][number];
type Column = TableColumn<Endpoint>;

/** The addresses behind each cluster, and how this proxy fares with them. */
export const ENDPOINT_COLUMNS: readonly Column[] = [
  {
    id: 'address',
    header: 'Address',
    width: 184,
    isFixed: true,
    sortBy: ({ address }) => address,
    cell: ({ address }) => <span className="font-mono text-xs">{address}</span>,
  },
  {
    id: 'workload',
    header: 'Workload',
    minWidth: 180,
    sortBy: ({ workload }) => workload ?? undefined,
    cell: (endpoint) => <Workload endpoint={endpoint} />,
  },
  {
    id: 'state',
    header: 'State',
    width: 104,
    sortBy: ({ isEjected }) => Number(isEjected),
    firstSort: 'desc',
    cell: ({ isEjected }) =>
      isEjected ? (
        <Badge tone="degraded">
          <TriangleAlert aria-hidden />
          Ejected
        </Badge>
      ) : (
        <Badge tone="ok">
          <CircleCheck aria-hidden />
          In use
        </Badge>
      ),
  },
  {
    id: 'ejections',
    header: 'Ejections',
    width: 92,
    align: 'end',
    isWide: true,
    help: 'How often outlier detection took it out lately; each lasts longer than the one before',
    firstSort: 'desc',
    sortBy: ({ ejections }) => ejections,
    cell: ({ ejections }) => <span className="num">{ejections}</span>,
  },
  {
    id: 'active',
    header: 'Active',
    width: 76,
    align: 'end',
    isWide: true,
    help: 'Requests in flight',
    firstSort: 'desc',
    sortBy: ({ activeRequests }) => activeRequests,
    cell: ({ activeRequests }) => <span className="num">{activeRequests}</span>,
  },
  {
    id: 'requests',
    header: 'Requests',
    width: 96,
    align: 'end',
    help: 'Sent to it by this proxy since it knows it',
    firstSort: 'desc',
    sortBy: ({ totalRequests }) => totalRequests,
    cell: ({ totalRequests }) => <span className="num">{totalRequests.toLocaleString('en-US')}</span>,
  },
  {
    id: 'cluster',
    header: 'Cluster',
    minWidth: 260,
    isWide: true,
    sortBy: ({ cluster }) => cluster,
    cell: ({ cluster }) => <ClusterLabel name={cluster} />,
  },
];

function Workload({ endpoint: { namespace, version, workload } }: { endpoint: Endpoint }) {
  if (workload === null || namespace === null) return <span className="text-muted">outside the mesh</span>;
  const href = entityHref(`workload:${namespace}/${workload}`);
  return (
    <span className="flex min-w-0 items-center gap-2">
      {href === undefined ? (
        workload
      ) : (
        <AppLink href={href} className="truncate hover:underline">
          {workload}
        </AppLink>
      )}
      {version === null || version === '' ? null : <VersionChip version={version} />}
      <span className="truncate text-faint">{namespace}</span>
    </span>
  );
}
