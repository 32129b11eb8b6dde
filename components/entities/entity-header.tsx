import { Network, Route, ScrollText, SlidersHorizontal, Waypoints, Workflow } from 'lucide-react';
import { proxyHref } from '@/lib/client/mesh/proxy-href';
import { splitHref } from '@/lib/client/rollouts/rollout-href';
import { formatSubject } from '@/lib/mesh/graph/node-id';
import { DEFAULT_CLUSTER } from '@/lib/mesh/identity/workload-identity';
import type { EntityRow } from '@/lib/protocol/api/entities';
import { Badge } from '../ui/badge';
import { HealthIcon } from '../ui/health-icon';
import { PageHeader } from '../ui/page-header';
import { PageLink } from '../ui/page-link';
import { VersionChip } from '../ui/version-chip';
import { ENTITY_WORDS, type EntityKind } from './entity-kind';
import { shownHealth } from './shown-health';
import { SidecarState } from './sidecar-state';

type EntityHeaderProps = {
  kind: EntityKind;
  namespace: string;
  name: string;
  row: EntityRow | undefined;
  isKnown: boolean;
};

/** What it is, how it does, and the ways to its graph, traces and logs. */
export function EntityHeader({ kind, namespace, name, row, isKnown }: EntityHeaderProps) {
  const words = ENTITY_WORDS[kind];
  const of = encodeURIComponent(formatSubject({ kind, namespace, name, cluster: DEFAULT_CLUSTER }));
  return (
    <div className="flex flex-col gap-1">
      <PageHeader
        crumbs={[{ label: words.plural, href: words.path }, { label: namespace }, { label: name }]}
        title={name}
        facts={<Facts row={row} isKnown={isKnown} />}
        actions={
          <>
            {kind === 'service' ? (
              <PageLink
                href={splitHref({ namespace, name })}
                label="Shift traffic"
                icon={SlidersHorizontal}
              />
            ) : null}
            {kind === 'workload' && (row?.agents ?? 0) > 0 ? (
              <PageLink href={proxyHref(namespace, name)} label="Proxy" icon={Route} />
            ) : null}
            <PageLink href={`/graph?focus=${of}`} label="Graph" icon={Workflow} />
            <PageLink href={`/traces?of=${of}`} label="Traces" icon={Waypoints} />
            <PageLink href={`/logs?of=${of}`} label="Logs" icon={ScrollText} />
          </>
        }
      />
      {row?.health.reason === undefined ? null : <p className="text-muted">{row.health.reason}</p>}
    </div>
  );
}

function Facts({ row, isKnown }: { row: EntityRow | undefined; isKnown: boolean }) {
  if (!isKnown) return <Badge tone="degraded">Not seen in this window</Badge>;
  if (row === undefined) return null;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-2">
      <HealthIcon health={shownHealth(row)} hasLabel />
      {row.versions.map((version) => (
        <VersionChip key={version} version={version} />
      ))}
      {row.kind === 'service' ? <Ports ports={row.ports} /> : <SidecarState row={row} />}
    </span>
  );
}

function Ports({ ports }: Pick<EntityRow, 'ports'>) {
  if (ports.length === 0) return null;
  return (
    <span className="inline-flex items-center gap-1 text-muted text-xs">
      <Network className="size-3.5" aria-hidden />
      {ports.map(({ port, protocol }) => `${port} ${protocol}`).join(', ')}
    </span>
  );
}
