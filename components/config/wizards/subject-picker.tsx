'use client';

import { useNames } from '@/lib/client/names/use-names';
import { useScope } from '@/lib/client/url/use-scope';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { Wizard } from '@/lib/mesh/config/wizards/wizard';
import { formatSubject, parseSubject } from '@/lib/mesh/graph/node-id';
import { DEFAULT_CLUSTER } from '@/lib/mesh/identity/workload-identity';
import { Card } from '../../ui/card';
import { FilterField } from '../../ui/filter-field';
import { WIZARD_STATE } from './wizard-state';

/** What the wizard is for: a namespace, and in it a service or the workloads of an app. */
export function SubjectPicker({ wizard }: { wizard: Wizard }) {
  const [{ of, namespace: typed, object }, write] = useUrlState(WIZARD_STATE);
  const { namespaces } = useScope();
  const { data: names } = useNames();
  if (object !== undefined) return null;
  const subject = of === undefined ? undefined : parseSubject(of);
  const namespace = subject?.namespace ?? (typed === '' ? (namespaces[0] ?? '') : typed);
  const kind = wizard.about === 'service' ? 'service' : 'app';
  const known = (names?.entities ?? []).filter(
    (entity) => entity.kind === kind && (namespace === '' || entity.namespace === namespace),
  );
  const choose = (place: string, name: string) => {
    const found = known.find((entity) => entity.name === name);
    const where = place === '' ? (found?.namespace ?? '') : place;
    write({
      namespace: where,
      of:
        name === '' || where === ''
          ? undefined
          : formatSubject({ kind, namespace: where, name, cluster: DEFAULT_CLUSTER }),
    });
  };
  return (
    <Card className="flex flex-wrap items-end gap-4 p-4">
      <FilterField
        label="Namespace"
        value={namespace}
        options={names?.namespaces ?? []}
        placeholder="Choose or type one"
        className="w-48 max-sm:w-full"
        onChange={(place) => choose(place, subject?.name ?? '')}
      />
      <FilterField
        label={wizard.about === 'service' ? 'Service' : 'Workloads of the app'}
        value={subject?.name ?? ''}
        options={[...new Set(known.map(({ name }) => name))]}
        placeholder={wizard.about === 'service' ? 'Choose or type one' : 'All of the namespace'}
        className="w-64 max-sm:w-full"
        onChange={(name) => choose(namespace, name)}
      />
      <p className="min-w-0 pb-1.5 text-faint text-xs">
        {wizard.about === 'service'
          ? 'Existing configuration for it is loaded into the form.'
          : 'Leave the app empty for the whole namespace.'}
      </p>
    </Card>
  );
}
