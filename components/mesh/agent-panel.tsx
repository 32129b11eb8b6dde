'use client';

import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { AppLink } from '@/components/ui/app-link';
import { CopyButton } from '@/components/ui/copy-button';
import { SidePanel } from '@/components/ui/side-panel';
import { TimeAgo } from '@/components/ui/time-ago';
import { formatBytes } from '@/lib/client/format/format-bytes';
import { formatPercent } from '@/lib/client/format/format-percent';
import { printQuantity } from '@/lib/client/format/quantity';
import { proxyHref } from '@/lib/client/mesh/proxy-href';
import { entityHref } from '@/lib/client/url/entity-href';
import type { Agent } from '@/lib/protocol/api/agents';
import { AgentStateBadge } from './agent-state-badge';
import { BufferBar } from './buffer-bar';
import { agentTrouble, describeDrops } from './model/agent-trouble';
import { explainSync } from './model/sync-state';
import { SyncBadge } from './sync-badge';

/** One agent: what is wrong first, then everything it says of itself. */
export function AgentPanel({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const trouble = agentTrouble(agent);
  const href = entityHref(`workload:${agent.namespace}/${agent.workload}`);
  return (
    <SidePanel
      label="Agent"
      onClose={onClose}
      title={
        <div className="flex min-w-0 items-center gap-2">
          <h2 className="truncate text-sm">{agent.workload}</h2>
          <AgentStateBadge agent={agent} />
        </div>
      }
    >
      <div className="flex flex-col gap-4 p-4">
        {trouble.length === 0 ? null : (
          <ul className="flex flex-col gap-1.5 rounded-md border border-border-strong p-2.5 text-sm">
            {trouble.map(({ tone, words }) => (
              <li key={words} className="flex gap-2">
                <TriangleAlert
                  aria-hidden
                  className={`mt-0.5 size-3.5 shrink-0 ${tone === 'failing' ? 'text-failing' : 'text-degraded'}`}
                />
                {words}
              </li>
            ))}
          </ul>
        )}
        <Facts
          title="Workload"
          rows={[
            [
              'Name',
              href === undefined ? agent.workload : <EntityLink key="l" href={href} name={agent.workload} />,
            ],
            ['Namespace', agent.namespace],
            ['Application', agent.app],
            ['Version', agent.version],
            ['Role', agent.role],
            ['Process listens', agent.appReady ? 'Yes' : 'No'],
            ['Serves', agent.services.map(({ host, port }) => `${host}:${port}`).join(', ')],
          ]}
        />
        <Facts
          title="Configuration"
          rows={[
            ['State', <SyncBadge key="s" agent={agent} />],
            ['', <span key="e">{explainSync(agent)}</span>],
          ]}
        />
        <EntityLink
          href={proxyHref(agent.namespace, agent.workload, agent.agentId)}
          name="Routes, clusters and endpoints it holds"
        />
        <Facts
          title="Telemetry"
          rows={[
            ['Buffer', <BufferBar key="b" agent={agent} className="max-w-48" />],
            [
              'Buffered',
              `${printQuantity(formatBytes(agent.bufferedBytes))} of ${printQuantity(formatBytes(agent.bufferLimitBytes))}`,
            ],
            ['Unacknowledged', `${agent.unackedBatches} batches`],
            ['Acknowledged', `${agent.ackedBatches.toLocaleString('en-US')} batches`],
            ['Lost', describeDrops(agent)],
          ]}
        />
        <Facts
          title="Process"
          rows={[
            ['CPU', `${printQuantity(formatPercent(agent.cpuPercent / 100))} of one core`],
            ['Memory', printQuantity(formatBytes(agent.rssBytes))],
            ['Open connections', agent.openConnections],
            ['Requests in flight', agent.inFlight],
            ['Agent version', agent.agentVersion],
            ['Host', `${agent.hostname}, process ${agent.pid}`],
            ['Address', agent.address],
            ['Started', <TimeAgo key="t" timeMs={agent.startedAt} />],
            ['Connected', <TimeAgo key="c" timeMs={agent.connectedAt} />],
            ['Last seen', <TimeAgo key="n" timeMs={agent.lastSeen} />],
            ['Reconnects', agent.reconnects],
            ['Agent id', <AgentId key="i" id={agent.agentId} />],
          ]}
        />
      </div>
    </SidePanel>
  );
}

function EntityLink({ href, name }: { href: string; name: string }) {
  return (
    <AppLink href={href} className="text-accent hover:underline">
      {name}
    </AppLink>
  );
}

function AgentId({ id }: { id: string }) {
  return (
    <span className="flex items-center gap-1">
      <span className="truncate font-mono text-xs">{id}</span>
      <CopyButton text={id} label="Copy the agent id" className="-my-1 size-6" />
    </span>
  );
}

function Facts({ title, rows }: { title: string; rows: readonly [string, ReactNode][] }) {
  return (
    <section>
      <h3 className="mb-1 text-muted text-xs">{title}</h3>
      <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
        {rows.map(([label, value]) =>
          value === '' ? null : (
            <div key={label} className="contents">
              <dt className="text-muted">{label}</dt>
              <dd className="num min-w-0 break-words">{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}
