import { Metric } from '@/components/ui/metric';
import type { TableColumn } from '@/components/ui/table-column';
import { TimeAgo } from '@/components/ui/time-ago';
import { VersionChip } from '@/components/ui/version-chip';
import { formatBytes } from '@/lib/client/format/format-bytes';
import { formatCount } from '@/lib/client/format/format-count';
import { formatPercent } from '@/lib/client/format/format-percent';
import type { Agent } from '@/lib/protocol/api/agents';
import { AgentStateBadge } from './agent-state-badge';
import { BufferBar } from './buffer-bar';
import { agentTrouble, bufferShare, describeDrops, droppedRows } from './model/agent-trouble';
import { syncState } from './model/sync-state';
import { SyncBadge } from './sync-badge';

/** The columns of the agents' table. */
export const AGENT_COLUMNS: readonly TableColumn<Agent>[] = [
  {
    id: 'workload',
    header: 'Workload',
    minWidth: 190,
    isFixed: true,
    sortBy: ({ namespace, workload }) => `${workload} ${namespace}`,
    cell: ({ namespace, workload, version }) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate font-medium">{workload}</span>
        {version === '' ? null : <VersionChip version={version} />}
        <span className="truncate text-faint">{namespace}</span>
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 124,
    sortBy: (agent) => `${agent.connected} ${agent.state}`,
    cell: (agent) => <AgentStateBadge agent={agent} />,
  },
  {
    id: 'sync',
    header: 'Configuration',
    width: 150,
    help: 'As istioctl proxy-status: what it runs against what the console wants',
    sortBy: syncState,
    cell: (agent) => <SyncBadge agent={agent} />,
  },
  {
    id: 'buffer',
    header: 'Buffer',
    width: 116,
    help: 'Telemetry that waits for the console’s acknowledgement',
    firstSort: 'desc',
    sortBy: bufferShare,
    cell: (agent) => <BufferBar agent={agent} />,
  },
  {
    id: 'unacked',
    header: 'Unacked',
    width: 94,
    align: 'end',
    help: 'Batches sent and not acknowledged',
    firstSort: 'desc',
    sortBy: ({ unackedBatches }) => unackedBatches,
    cell: ({ unackedBatches }) => unackedBatches,
  },
  {
    id: 'drops',
    header: 'Lost',
    width: 80,
    align: 'end',
    help: 'Rows of telemetry its bounded buffer dropped since it started',
    firstSort: 'desc',
    sortBy: droppedRows,
    cell: (agent) => (
      <span title={describeDrops(agent)}>
        <Metric
          quantity={formatCount(droppedRows(agent))}
          tone={droppedRows(agent) > 0 ? 'degraded' : undefined}
        />
      </span>
    ),
  },
  {
    id: 'cpu',
    header: 'CPU',
    width: 76,
    align: 'end',
    help: 'Share of one core',
    firstSort: 'desc',
    sortBy: ({ cpuPercent }) => cpuPercent,
    cell: ({ cpuPercent }) => <Metric quantity={formatPercent(cpuPercent / 100)} />,
  },
  {
    id: 'memory',
    header: 'Memory',
    width: 88,
    align: 'end',
    firstSort: 'desc',
    sortBy: ({ rssBytes }) => rssBytes,
    cell: ({ rssBytes }) => <Metric quantity={formatBytes(rssBytes)} />,
  },
  {
    id: 'connections',
    header: 'Connections',
    width: 114,
    align: 'end',
    firstSort: 'desc',
    sortBy: ({ openConnections }) => openConnections,
    cell: ({ openConnections }) => openConnections,
  },
  {
    id: 'seen',
    header: 'Last seen',
    width: 104,
    align: 'end',
    sortBy: ({ lastSeen }) => -lastSeen,
    cell: ({ lastSeen }) => <TimeAgo timeMs={lastSeen} className="text-muted" />,
  },
  {
    id: 'trouble',
    header: 'Trouble',
    width: 240,
    isHidden: true,
    help: 'What needs eyes; the order of the table until another is chosen',
    cell: (agent) => <span className="text-muted">{agentTrouble(agent)[0]?.words ?? ''}</span>,
  },
  {
    id: 'reconnects',
    header: 'Reconnects',
    width: 100,
    align: 'end',
    isHidden: true,
    firstSort: 'desc',
    sortBy: ({ reconnects }) => reconnects,
    cell: ({ reconnects }) => reconnects,
  },
  {
    id: 'agent-version',
    header: 'Agent version',
    width: 116,
    isHidden: true,
    sortBy: ({ agentVersion }) => agentVersion,
    cell: ({ agentVersion }) => <span className="font-mono text-xs">{agentVersion}</span>,
  },
  {
    id: 'host',
    header: 'Host and process',
    width: 200,
    isHidden: true,
    sortBy: ({ hostname }) => hostname,
    cell: ({ hostname, pid }) => (
      <span className="text-muted">
        {hostname} <span className="num">{pid}</span>
      </span>
    ),
  },
];
