'use client';

import type { ReactNode } from 'react';
import { useNames } from '@/lib/client/names/use-names';
import { useScope } from '@/lib/client/url/use-scope';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { formatSubject } from '@/lib/mesh/graph/node-id';
import { DEFAULT_CLUSTER } from '@/lib/mesh/identity/workload-identity';
import { ChartGroup } from '../charts/chart-group';
import { Page } from '../ui/page';
import { EntityBreakdown } from './entity-breakdown';
import { EntityControls } from './entity-controls';
import { EntityHeader } from './entity-header';
import type { EntityKind } from './entity-kind';
import { EntitySignals } from './entity-signals';
import { ENTITY_STATE } from './entity-state';
import { TolerancesPanel } from './health/tolerances-panel';
import { isNowhere } from './is-nowhere';
import { NoEntity } from './no-entity';
import { OperationsPanel } from './operations/operations-panel';
import { OwnPortNote } from './own-port-note';
import { useEntities } from './use-entities';

type EntityScreenProps = {
  kind: EntityKind;
  namespace: string;
  name: string;
  /** What another area says of why it fails, above the numbers. */
  why: ReactNode;
  /** Panels of other areas, below its own. */
  children?: ReactNode;
};

/** One application, workload or service: how healthy, how much, how fast, who with. */
export function EntityScreen({ kind, namespace, name, why, children }: EntityScreenProps) {
  const { range, write } = useScope();
  const [{ direction }] = useUrlState(ENTITY_STATE);
  const id = formatSubject({ kind, namespace, name, cluster: DEFAULT_CLUSTER });
  const { data: rows } = useEntities(kind, [namespace], range);
  const row = rows?.find((candidate) => candidate.id === id);
  const names = useNames();
  if (rows !== undefined && row === undefined && isNowhere({ kind, namespace, name }, names.data?.entities)) {
    return <NoEntity kind={kind} namespace={namespace} name={name} />;
  }
  return (
    <Page>
      <EntityHeader
        kind={kind}
        namespace={namespace}
        name={name}
        row={row}
        isKnown={rows === undefined || row !== undefined}
      />
      {kind === 'workload' ? <OwnPortNote namespace={namespace} name={name} /> : null}
      {why}
      <EntityControls kind={kind} />
      <ChartGroup
        // Another side of the traffic is other data: its numbers must not stand under the old word.
        key={`${id} ${direction}`}
        onBrush={(fromMs, toMs) =>
          write({ range: { kind: 'absolute', fromMs: Math.round(fromMs), toMs: Math.round(toMs) } })
        }
      >
        <EntitySignals of={id} namespace={namespace} health={row?.health.status} />
        <EntityBreakdown of={id} />
      </ChartGroup>
      {kind === 'service' ? <OperationsPanel namespace={namespace} name={name} /> : null}
      <TolerancesPanel kind={kind} namespace={namespace} name={name} />
      {children}
    </Page>
  );
}
