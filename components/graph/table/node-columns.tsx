import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { GraphNode } from '@/lib/mesh/graph/graph';
import { HEALTH_ORDER, healthTone } from '../../ui/health';
import { HealthIcon } from '../../ui/health-icon';
import { Metric } from '../../ui/metric';
import type { TableColumn } from '../../ui/table-column';
import { VersionChip } from '../../ui/version-chip';
import { nodeTraffic, shownHealth } from '../model/node-traffic';

/** What comes in; of a node that only sends, such as a gateway, what goes out. */
function errorsOf(node: GraphNode): { errorPercent: number } | undefined {
  const sides = [nodeTraffic(node.incoming), nodeTraffic(node.outgoing)];
  return sides.find(({ rate }) => rate > 0);
}

function Errors({ node }: { node: GraphNode }) {
  const errors = errorsOf(node);
  if (errors === undefined) return <Metric quantity={undefined} />;
  const tone = errors.errorPercent > 0 ? healthTone(node.health.status) : undefined;
  return <Metric quantity={formatPercent(errors.errorPercent / 100)} tone={tone} />;
}

/** Nodes as rows. */
export const nodeColumns: readonly TableColumn<GraphNode>[] = [
  {
    id: 'name',
    header: 'Name',
    isFixed: true,
    minWidth: 180,
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
    sortBy: ({ health, isIdle }) => (isIdle ? HEALTH_ORDER.length : HEALTH_ORDER.indexOf(health.status)),
    cell: (node) => <HealthIcon health={shownHealth(node)} hasLabel className="align-middle" />,
  },
  {
    id: 'why',
    header: 'Why',
    minWidth: 240,
    sortBy: ({ health }) => health.reason ?? '',
    cell: ({ health: { status, reason } }) =>
      reason === undefined || status === 'Healthy' ? null : (
        <span className="block truncate text-muted text-xs" title={reason}>
          {reason}
        </span>
      ),
  },
  {
    id: 'namespace',
    header: 'Namespace',
    width: 120,
    sortBy: ({ namespace }) => namespace,
    cell: ({ namespace }) => namespace,
  },
  {
    id: 'kind',
    header: 'Kind',
    width: 90,
    sortBy: ({ kind }) => kind,
    cell: (node) => (node.isGateway ? 'gateway' : node.isExternal ? 'external' : node.kind),
  },
  {
    id: 'rate',
    header: 'Requests in',
    width: 112,
    align: 'end',
    firstSort: 'desc',
    sortBy: (node) => nodeTraffic(node.incoming).rate,
    cell: (node) => <Metric quantity={formatRate(nodeTraffic(node.incoming).rate)} />,
  },
  {
    id: 'errors',
    header: 'Errors',
    width: 84,
    align: 'end',
    firstSort: 'desc',
    help: 'Requests that ended in 4xx, 5xx or without an answer: of what comes in; of what goes out where nothing comes in',
    sortBy: (node) => errorsOf(node)?.errorPercent,
    cell: (node) => <Errors node={node} />,
  },
  {
    id: 'p95',
    header: 'p95',
    width: 84,
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
    isHidden: true,
    align: 'end',
    sortBy: ({ agents }) => agents,
    cell: ({ agents }) => agents,
  },
];
