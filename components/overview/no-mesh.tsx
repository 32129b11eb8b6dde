import { Unplug } from 'lucide-react';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';

const SNIPPET = 'npx meshscope run --name orders --version v1 --port 8080 -- node server.js';

/** Nobody has reported yet, or nobody in the chosen namespaces. */
export function NoMesh({ namespaces }: { namespaces: readonly string[] }) {
  return (
    <Card>
      {namespaces.length === 0 ? (
        <EmptyState icon={Unplug} title="No workload has reported yet" snippet={SNIPPET}>
          Give any process a sidecar and it appears here with its first request.
        </EmptyState>
      ) : (
        <EmptyState icon={Unplug} title={`No workload in ${namespaces.join(', ')}`}>
          Nothing in {namespaces.length === 1 ? 'this namespace' : 'these namespaces'} has reported in this
          window. Choose others, or a longer time range.
        </EmptyState>
      )}
    </Card>
  );
}
