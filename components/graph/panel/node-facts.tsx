import type { ReactNode } from 'react';
import type { GraphNode } from '@/lib/mesh/graph/graph';

/** What is known of a node beside its traffic. */
export function NodeFacts({ node }: { node: GraphNode }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      <Fact label="Sidecar">{sidecarOf(node)}</Fact>
      {node.workload === '' || node.kind === 'service' ? null : <Fact label="Workload">{node.workload}</Fact>}
      {node.services.length === 0 ? null : (
        <Fact label={node.services.length === 1 ? 'Service' : 'Services'}>
          <ul>
            {node.services.map((host) => (
              <li key={host} className="break-all font-mono text-xs leading-5">
                {host}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact label="Cluster">{node.cluster}</Fact>
    </dl>
  );
}

function sidecarOf(node: GraphNode): string {
  if (node.kind === 'unknown') return 'None: these callers are outside the mesh';
  if (node.isExternal) return 'None: this host is outside the registry';
  if (node.isOutOfMesh) return 'None: only its peers report its traffic';
  if (node.agents === 0) return 'Not connected now';
  return node.agents === 1 ? '1 agent connected' : `${node.agents} agents connected`;
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
