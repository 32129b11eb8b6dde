'use client';

import { useMemo } from 'react';
import { Card } from '@/components/ui/card';
import { DataTable } from '@/components/ui/data-table';
import { PanelBody } from '@/components/ui/panel';
import { panelState, type QueryLike } from '@/components/ui/panel-state';
import { SearchField } from '@/components/ui/search-field';
import { Switch } from '@/components/ui/switch';
import type { StateOf } from '@/lib/client/url/url-state';
import { useDraft } from '@/lib/client/url/use-draft';
import { useScope } from '@/lib/client/url/use-scope';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import type { Agent } from '@/lib/protocol/api/agents';
import { AGENT_COLUMNS } from './agent-columns';
import { findAgents } from './model/find-agents';
import type { MESH_PAGE } from './model/mesh-page-state';
import { NoAgents } from './no-agents';

type AgentsViewProps = {
  agents: QueryLike<readonly Agent[]>;
  state: StateOf<typeof MESH_PAGE>;
  write: WriteUrl<typeof MESH_PAGE>;
  tokenFile: string | undefined;
};

/** All agents, those in trouble first. */
export function AgentsView({ agents, state, write, tokenFile }: AgentsViewProps) {
  const { namespaces } = useScope();
  const { gone } = state;
  const [find, setFind] = useDraft(state.find, (text) => write({ find: text }, { replace: true }));
  const rows = useMemo(
    () => findAgents(agents.data ?? [], { find, namespaces, withGone: gone }),
    [agents.data, find, namespaces, gone],
  );
  const left = agents.data?.filter((agent) => agent.state === 'gone').length ?? 0;
  const panel = panelState(agents, (all) =>
    all.length === 0 ? <NoAgents tokenFile={tokenFile} /> : undefined,
  );
  return (
    <Card className="flex h-full min-h-80 flex-col">
      <PanelBody title="Agents" state={panel}>
        {() => (
          <DataTable
            id="agents"
            label="Agents"
            className="h-full"
            columns={AGENT_COLUMNS}
            rows={rows}
            rowKey={({ agentId }) => agentId}
            onOpen={({ agentId }) => write({ agent: agentId }, { replace: true })}
            selectedKey={state.agent}
            sort={state.sort}
            onSort={(sort) => write({ sort })}
            toolbar={
              <>
                <SearchField label="Find agents" value={find} onChange={setFind} isMain />
                {left === 0 && !gone ? null : (
                  <Switch
                    label={`Disconnected (${left})`}
                    checked={gone}
                    onChange={(on) => write({ gone: on })}
                  />
                )}
              </>
            }
            empty={<p className="p-6 text-center text-muted">No agents match the filter.</p>}
          />
        )}
      </PanelBody>
    </Card>
  );
}
