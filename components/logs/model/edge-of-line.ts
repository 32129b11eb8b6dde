import { formatEdge, formatSubject } from '@/lib/mesh/graph/node-id';
import { DEFAULT_CLUSTER } from '@/lib/mesh/identity/workload-identity';
import type { LogLine } from '@/lib/protocol/api/logs';

/** The edge of the workload graph that a line belongs to; undefined when nobody knows who answered. */
export function edgeIdOf(line: LogLine): string | undefined {
  const { destination_workload: name, destination_workload_namespace: namespace } = line;
  if (name === '' || name === 'unknown') return undefined;
  const target = formatSubject({ kind: 'workload', namespace, name, cluster: DEFAULT_CLUSTER });
  return formatEdge(sourceOf(line), target, line.request_protocol);
}

function sourceOf({ source_workload: name, source_workload_namespace: namespace }: LogLine): string {
  const isKnown = name !== '' && name !== 'unknown';
  return formatSubject(
    isKnown
      ? { kind: 'workload', namespace, name, cluster: DEFAULT_CLUSTER }
      : { kind: 'unknown', namespace: 'unknown', name: 'unknown', cluster: DEFAULT_CLUSTER },
  );
}
