'use client';

import { CircleAlert } from 'lucide-react';
import { useAgents } from '@/lib/client/mesh/use-agents';
import { Card } from '../ui/card';
import { CodeBlock } from '../ui/code-block';

/** Why calls may be missing: the process took the port that its sidecar was to stand at. */
export function OwnPortNote({ namespace, name }: { namespace: string; name: string }) {
  const { data } = useAgents();
  const agent = data?.find(
    (one) => one.connected && one.ownPort !== null && one.workload === name && one.namespace === namespace,
  );
  if (agent === undefined) return null;
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <p className="flex min-w-0 grow basis-96 items-start gap-2">
        <CircleAlert className="mt-0.5 size-4 shrink-0 text-degraded" aria-hidden />
        <span>
          Direct calls to port {agent.ownPort} bypass the sidecar and are not counted: the process listens
          there itself instead of on $PORT. The sidecar listens at {agent.address}; calls by name go through
          it.
        </span>
      </p>
      <CodeBlock code={`curl http://${agent.address}/`} />
    </Card>
  );
}
