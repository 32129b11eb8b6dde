'use client';

import { PageHeader } from '@/components/ui/page-header';
import { type Tab, Tabs } from '@/components/ui/tabs';
import { WithSidePanel } from '@/components/ui/with-side-panel';
import { useAgents } from '@/lib/client/mesh/use-agents';
import { useConsoleState } from '@/lib/client/mesh/use-console-state';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { AgentPanel } from './agent-panel';
import { AgentsView } from './agents-view';
import { ConnectButton } from './connect-button';
import { ConsoleView } from './console-view';
import { MeshSummary } from './mesh-summary';
import { MESH_PAGE } from './model/mesh-page-state';
import { StorageView } from './storage-view';

/** The mesh's own machinery: agents, the console, and what it stores. */
export function MeshPage() {
  const [state, write] = useUrlState(MESH_PAGE);
  const agents = useAgents();
  const consoleState = useConsoleState();
  const open = agents.data?.find(({ agentId }) => agentId === state.agent);
  const hasAgents = (agents.data?.length ?? 0) > 0;
  const tokenFile = consoleState.data?.agentTokenFile ?? undefined;
  const connected = agents.data?.filter((agent) => agent.connected).length;
  const tabs: Tab<typeof state.view>[] = [
    { value: 'agents', label: 'Agents', ...(connected === undefined ? {} : { count: connected }) },
    { value: 'console', label: 'Console' },
    { value: 'storage', label: 'Storage and retention' },
  ];
  return (
    <WithSidePanel
      panel={
        open === undefined ? null : (
          <AgentPanel agent={open} onClose={() => write({ agent: undefined }, { replace: true })} />
        )
      }
    >
      <div className="flex h-full min-h-0 flex-col gap-3 overflow-auto px-4 pt-4 lg:px-6">
        <PageHeader
          title="Mesh"
          facts={<MeshSummary agents={agents.data} console={consoleState.data} />}
          actions={hasAgents ? <ConnectButton tokenFile={tokenFile} /> : null}
        />
        <Tabs
          label="Parts of the mesh"
          value={state.view}
          tabs={tabs}
          onChange={(view) => write({ view, agent: undefined })}
          className="min-h-0 grow [&>[role=tabpanel]]:min-h-0 [&>[role=tabpanel]]:pb-4"
        >
          {state.view === 'agents' ? (
            <AgentsView agents={agents} state={state} write={write} tokenFile={tokenFile} />
          ) : null}
          {state.view === 'console' ? <ConsoleView query={consoleState} /> : null}
          {state.view === 'storage' ? <StorageView query={consoleState} /> : null}
        </Tabs>
      </div>
    </WithSidePanel>
  );
}
