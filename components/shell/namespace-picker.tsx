'use client';

import { Layers } from 'lucide-react';
import { useMemo } from 'react';
import { useNames } from '@/lib/client/names/use-names';
import { useScope } from '@/lib/client/url/use-scope';
import { MultiSelect } from '../ui/multi-select';

/** Which namespaces every screen shows. */
export function NamespacePicker() {
  const { namespaces, write } = useScope();
  const { data } = useNames();
  const options = useMemo(() => {
    const counts = countWorkloads(data?.entities ?? []);
    return (data?.namespaces ?? []).map((value) => ({ value, hint: sayWorkloads(counts.get(value) ?? 0) }));
  }, [data]);
  return (
    <MultiSelect
      label="Namespaces"
      noneLabel="All namespaces"
      icon={Layers}
      className="max-sm:max-w-34"
      value={namespaces}
      options={options}
      onChange={(next) => write({ ns: next })}
    />
  );
}

function countWorkloads(entities: readonly { namespace: string; kind: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { namespace, kind } of entities)
    if (kind === 'workload') counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  return counts;
}

function sayWorkloads(count: number): string {
  return `${count} ${count === 1 ? 'workload' : 'workloads'}`;
}
