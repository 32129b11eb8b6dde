'use client';

import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { PanelBody } from '@/components/ui/panel';
import { panelState } from '@/components/ui/panel-state';
import { Select } from '@/components/ui/select';
import { type Tab, Tabs } from '@/components/ui/tabs';
import { useAgentProxy } from '@/lib/client/mesh/use-agent-proxy';
import { useAgents } from '@/lib/client/mesh/use-agents';
import { entityHref } from '@/lib/client/url/entity-href';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { Agent } from '@/lib/protocol/api/agents';
import { AgentStateBadge } from '../agent-state-badge';
import { SyncBadge } from '../sync-badge';
import { PROXY_PAGE, PROXY_VIEWS, type ProxyViewName } from './model/proxy-page-state';
import { ProxyTables } from './proxy-tables';

const TITLES: Readonly<Record<ProxyViewName, string>> = {
  routes: 'Routes',
  clusters: 'Clusters',
  endpoints: 'Endpoints',
  listeners: 'Listeners',
  certificates: 'Certificates',
};

/** What the proxies of a workload hold, as each of them tells it: what is in force, not what was asked for. */
export function ProxyScreen({ namespace, name }: { namespace: string; name: string }) {
  const [state, write] = useUrlState(PROXY_PAGE);
  const agents = useAgents();
  const instances = (agents.data ?? []).filter(
    (agent) => agent.namespace === namespace && agent.workload === name && agent.state !== 'gone',
  );
  const agent = instances.find(({ agentId }) => agentId === state.agent) ?? instances[0];
  const answer = useAgentProxy(agent?.agentId);
  const proxy = answer.data?.proxy;
  const tabs = PROXY_VIEWS.map((value): Tab<ProxyViewName> => {
    const count = proxy === undefined ? {} : { count: proxy[value].length + proxy.left[value] };
    return { value, label: TITLES[value], ...count };
  });
  const isNowhere = agents.data !== undefined && agent === undefined;
  return (
    <div className="flex h-full min-h-0 flex-col gap-3 overflow-auto px-4 pt-4 lg:px-6">
      <PageHeader
        crumbs={crumbsOf(namespace, name)}
        title={`Proxy of ${name}`}
        facts={agent === undefined ? null : <Facts agent={agent} />}
        actions={
          <Instances instances={instances} chosen={agent} onChange={(agentId) => write({ agent: agentId })} />
        }
      />
      {isNowhere ? (
        <EmptyState title={`No proxy of ${name} is connected`}>
          A workload without a sidecar has none; one whose agent left tells nothing.
        </EmptyState>
      ) : (
        <Tabs
          label="What the proxy holds"
          value={state.view}
          tabs={tabs}
          onChange={(view) => write({ view, find: '', sort: PROXY_PAGE.sort.fallback })}
          className="min-h-0 grow [&>[role=tabpanel]]:min-h-0 [&>[role=tabpanel]]:pb-4"
        >
          <Card className="flex h-full min-h-80 flex-col">
            <PanelBody title={TITLES[state.view]} state={panelState(answer)}>
              {(data) => <ProxyTables view={state.view} proxy={data.proxy} state={state} write={write} />}
            </PanelBody>
          </Card>
        </Tabs>
      )}
    </div>
  );
}

function crumbsOf(namespace: string, name: string): { label: string; href?: string }[] {
  const href = entityHref(`workload:${namespace}/${name}`);
  return [
    { label: 'Workloads', href: '/workloads' },
    { label: namespace },
    { label: name, ...(href === undefined ? {} : { href }) },
    { label: 'Proxy' },
  ];
}

function Facts({ agent }: { agent: Agent }) {
  return (
    <span className="flex items-center gap-2">
      <AgentStateBadge agent={agent} />
      <SyncBadge agent={agent} />
    </span>
  );
}

type InstancesProps = {
  instances: readonly Agent[];
  chosen: Agent | undefined;
  onChange: (agentId: string) => void;
};

function Instances({ instances, chosen, onChange }: InstancesProps) {
  if (chosen === undefined || instances.length < 2) return null;
  const options = instances.map(({ address, agentId, hostname }) => ({
    value: agentId,
    label: address === '' ? hostname : address,
  }));
  return <Select label="Instance" isLabelled value={chosen.agentId} options={options} onChange={onChange} />;
}
