import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { GraphNode } from '@/lib/mesh/graph/graph';
import { HEALTH_ORDER, healthTone } from '../../ui/health';
import { HealthIcon } from '../../ui/health-icon';
import { Metric } from '../../ui/metric';
import type { TableColumn } from '../../ui/table-column';
import { VersionChip } from '../../ui/version-chip';
import { nodeTraffic } from '../model/node-traffic';

/** Nodes as rows. */
export const nodeColumns: readonly TableColumn<GraphNode>[] = [
  {
    id: 'name',
    header: 'Name',
    isFixed: true,
    minWidth: 200,
    sortBy: ({ name, version }) => `${name} ${version}`,
    cell: ({ kind, name, version }) => (
      <span className="inline-flex max-w-full items-center gap-1.5">
        <span className="truncate">{kind === 'unknown' ? 'unknown source' : name}</span>
        {version === '' ? null : <VersionChip version={version} />}
      </span>
    ),
  },
  {
    id: 'health',
    header: 'Health',
    width: 120,
    sortBy: ({ health }) => HEALTH_ORDER.indexOf(health.status),
    cell: ({ health }) => <HealthIcon health={health.status} hasLabel className="align-middle" />,
  },
  {
    id: 'namespace',
    header: 'Namespace',
    width: 150,
    sortBy: ({ namespace }) => namespace,
    cell: ({ namespace }) => namespace,
  },
  {
    id: 'kind',
    header: 'Kind',
    width: 100,
    sortBy: ({ kind }) => kind,
    cell: (node) => (node.isGateway ? 'gateway' : node.isExternal ? 'external' : node.kind),
  },
  {
    id: 'rate',
    header: 'Requests in',
    width: 120,
    align: 'end',
    firstSort: 'desc',
    sortBy: (node) => nodeTraffic(node.incoming).rate,
    cell: (node) => <Metric quantity={formatRate(nodeTraffic(node.incoming).rate)} />,
  },
  {
    id: 'errors',
    header: 'Errors',
    width: 100,
    align: 'end',
    firstSort: 'desc',
    sortBy: (node) => nodeTraffic(node.incoming).errorPercent,
    cell: (node) => (
      <Metric
        quantity={formatPercent(nodeTraffic(node.incoming).errorPercent / 100)}
        tone={healthTone(node.health.status)}
      />
    ),
  },
  {
    id: 'p95',
    header: 'p95',
    width: 100,
    align: 'end',
    firstSort: 'desc',
    sortBy: ({ latency }) => latency?.p95,
    cell: ({ latency }) => (
      <Metric quantity={latency === undefined ? undefined : formatDuration(latency.p95)} />
    ),
  },
  {
    id: 'out',
    header: 'Requests out',
    width: 120,
    align: 'end',
    firstSort: 'desc',
    sortBy: (node) => nodeTraffic(node.outgoing).rate,
    cell: (node) => <Metric quantity={formatRate(nodeTraffic(node.outgoing).rate)} />,
  },
  {
    id: 'agents',
    header: 'Sidecars',
    width: 90,
    align: 'end',
    sortBy: ({ agents }) => agents,
    cell: ({ agents }) => agents,
  },
];
