import { VersionChip } from '@/components/ui/version-chip';
import { readClusterName, shortHost } from './model/read-cluster-name';

/** A cluster as host, port and subset; Envoy's own name on hover. */
export function ClusterLabel({ name }: { name: string }) {
  const parts = readClusterName(name);
  if (parts === undefined) return <span className="truncate">{name}</span>;
  const { host, port, subset } = parts;
  return (
    <span title={name} className="flex min-w-0 items-center gap-2">
      <span className="truncate">
        {shortHost(host)}
        <span className="text-muted">:{port}</span>
      </span>
      {subset === '' ? null : <VersionChip version={subset} className="shrink-0" />}
    </span>
  );
}
