import { formatByteRate } from '@/lib/client/format/format-bytes';
import { formatCost } from '@/lib/client/format/format-cost';
import { formatDuration } from '@/lib/client/format/format-duration';
import { formatPercent } from '@/lib/client/format/format-percent';
import { formatRate } from '@/lib/client/format/format-rate';
import type { GraphEdge } from '@/lib/mesh/graph/graph';
import { HEALTH_ORDER, healthTone } from '../../ui/health';
import { HealthIcon } from '../../ui/health-icon';
import { Metric } from '../../ui/metric';
import type { TableColumn } from '../../ui/table-column';
import { nodeTitle } from '../keyboard/describe-selection';
import type { DrawnGraph } from '../model/drawn-graph';

const COST: TableColumn<GraphEdge> = {
  id: 'cost',
  header: 'Costs',
  width: 130,
  align: 'end',
  firstSort: 'desc',
  sortBy: ({ cost }) => cost?.monthly,
  cell: ({ cost }) => <Metric quantity={cost && formatCost(cost)} />,
};

/** Edges as rows; names come from the graph. */
export function edgeColumns(graph: DrawnGraph): readonly TableColumn<GraphEdge>[] {
  const titles = new Map(graph.nodes.map((node) => [node.id, nodeTitle(node)]));
  const title = (id: string): string => titles.get(id) ?? id;
  return [
    {
      id: 'source',
      header: 'From',
      isFixed: true,
      minWidth: 160,
      sortBy: ({ source }) => title(source),
      cell: ({ source, target }) => (
        <span>
          {title(source)}
          <span className="sr-only"> to {title(target)}</span>
        </span>
      ),
    },
    {
      id: 'target',
      header: 'To',
      minWidth: 160,
      sortBy: ({ target }) => title(target),
      cell: ({ target }) => title(target),
    },
    {
      id: 'health',
      header: 'Health',
      width: 120,
      sortBy: ({ health }) => HEALTH_ORDER.indexOf(health.status),
      cell: ({ health }) => <HealthIcon health={health.status} hasLabel className="align-middle" />,
    },
    {
      id: 'protocol',
      header: 'Protocol',
      width: 100,
      sortBy: ({ protocol }) => protocol,
      cell: ({ protocol }) => protocol,
    },
    {
      id: 'rate',
      header: 'Rate',
      width: 110,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ rate }) => rate,
      cell: ({ rate, protocol }) => (
        <Metric quantity={protocol === 'tcp' ? formatByteRate(rate) : formatRate(rate)} />
      ),
    },
    {
      id: 'errors',
      header: 'Errors',
      help: 'Requests that ended in 4xx, 5xx or without an answer',
      width: 100,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ errorPercent }) => errorPercent,
      cell: ({ errorPercent, health, protocol }) =>
        protocol === 'tcp' ? (
          <Metric quantity={undefined} />
        ) : (
          <Metric quantity={formatPercent(errorPercent / 100)} tone={healthTone(health.status)} />
        ),
    },
    {
      id: 'share',
      header: 'Share',
      width: 90,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ sharePercent }) => sharePercent,
      cell: ({ sharePercent }) => <Metric quantity={formatPercent(sharePercent / 100)} />,
    },
    ...(['p50', 'p95', 'p99'] as const).map(
      (quantile): TableColumn<GraphEdge> => ({
        id: quantile,
        header: quantile,
        width: 90,
        align: 'end',
        firstSort: 'desc',
        sortBy: ({ latency }) => latency?.[quantile],
        cell: ({ latency }) => (
          <Metric quantity={latency === undefined ? undefined : formatDuration(latency[quantile])} />
        ),
      }),
    ),
    ...(graph.edges.some(({ cost }) => cost !== undefined) ? [COST] : []),
    {
      id: 'mtls',
      header: 'mTLS',
      width: 90,
      align: 'end',
      sortBy: ({ mtlsPercent }) => mtlsPercent ?? undefined,
      cell: ({ mtlsPercent }) => (
        <Metric quantity={mtlsPercent === null ? undefined : formatPercent(mtlsPercent / 100)} />
      ),
    },
  ];
}
