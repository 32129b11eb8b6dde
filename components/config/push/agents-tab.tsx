'use client';

import { useConfigPush } from '@/lib/client/config/use-config-push';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { AgentTable } from '../../ui/push/agent-table';

/** Which agents have the configuration this object is part of, live. */
export function AgentsTab({ detail }: { detail: ConfigDetail }) {
  const push = useConfigPush();
  const state = panelState(push, ({ agents }) =>
    agents.length > 0 ? undefined : (
      <EmptyState
        title="No agent has connected yet"
        snippet="npx meshscope run --name orders --version v1 --port 8080 -- node server.js"
      >
        Agents get the configuration as soon as they connect.
      </EmptyState>
    ),
  );
  return (
    <Panel title="Agents" state={state} note={`This object was last changed in revision ${detail.revision}.`}>
      {({ agents, pushRevision }) => <AgentTable agents={agents} pushRevision={pushRevision} />}
    </Panel>
  );
}
