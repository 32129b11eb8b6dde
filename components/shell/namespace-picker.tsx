'use client';

import { Layers } from 'lucide-react';
import { useNames } from '@/lib/client/names/use-names';
import { useScope } from '@/lib/client/url/use-scope';
import { MultiSelect } from '../ui/multi-select';

/** Which namespaces every screen shows. */
export function NamespacePicker() {
  const { namespaces, write } = useScope();
  const { data } = useNames();
  return (
    <MultiSelect
      label="Namespaces"
      noneLabel="All namespaces"
      icon={Layers}
      className="max-sm:max-w-34"
      value={namespaces}
      options={(data?.namespaces ?? []).map((name) => ({
        value: name,
        hint: countIn(name, data?.entities ?? []),
      }))}
      onChange={(next) => write({ ns: next })}
    />
  );
}

function countIn(namespace: string, entities: readonly { namespace: string; kind: string }[]): string {
  const count = entities.filter(
    (entity) => entity.namespace === namespace && entity.kind === 'workload',
  ).length;
  return `${count} ${count === 1 ? 'workload' : 'workloads'}`;
}
