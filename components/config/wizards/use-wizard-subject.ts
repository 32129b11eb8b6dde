'use client';

import { useMemo } from 'react';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { useNames } from '@/lib/client/names/use-names';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { WizardSubject } from '@/lib/mesh/config/wizards/wizard';
import { parseSubject } from '@/lib/mesh/graph/node-id';
import { type EntityRow, getEntities } from '@/lib/protocol/api/entities';
import { WIZARD_STATE } from './wizard-state';

const DAY_SECONDS = 86_400;

/** What the address says the wizard is for, with the versions and the port that the mesh knows of it. */
export function useWizardSubject(): { subject: WizardSubject | undefined; isPending: boolean } {
  const [{ of, namespace: typed }] = useUrlState(WIZARD_STATE);
  const named = of === undefined ? undefined : parseSubject(of);
  const namespace = named?.namespace ?? typed;
  const kind = named?.kind === 'service' ? 'service' : 'app';
  const rows = useEndpoint(
    getEntities,
    { query: { kind, namespaces: [namespace], window: DAY_SECONDS } },
    { enabled: named !== undefined },
  );
  const names = useNames();
  const subject = useMemo(() => {
    const found = subjectOf(namespace, named?.name, named?.kind, rows.data?.rows);
    const services = names.data?.entities
      .filter((entity) => entity.kind === 'service' && entity.namespace === namespace)
      .map((service) => service.name);
    return found === undefined || services === undefined ? found : { ...found, services };
  }, [namespace, named?.name, named?.kind, rows.data, names.data]);
  const isAnswered =
    (rows.error !== null || (rows.data !== undefined && !rows.isPlaceholderData)) &&
    (names.error !== null || names.data !== undefined);
  return { subject, isPending: named !== undefined && !isAnswered };
}

function subjectOf(
  namespace: string,
  name: string | undefined,
  kind: string | undefined,
  rows: readonly EntityRow[] | undefined,
): WizardSubject | undefined {
  if (namespace === '') return undefined;
  if (name === undefined) return { namespace, name: '', versions: [] };
  const row = rows?.find((candidate) => candidate.name === name && candidate.namespace === namespace);
  const app = kind === 'workload' ? (row?.app ?? appOf(name)) : name;
  const versions = (row?.versions ?? [])
    .filter(Boolean)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const port = row?.ports[0]?.port;
  return { namespace, name: app, versions, ...(port === undefined ? {} : { port }) };
}

/** `reviews-v2` is a version of `reviews`. */
function appOf(workload: string): string {
  return workload.replace(/-v\d+$/, '');
}
