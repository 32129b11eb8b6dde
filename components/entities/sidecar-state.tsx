import type { EntityRow } from '@/lib/protocol/api/entities';
import { Badge } from '../ui/badge';

/** Whether an agent speaks for it. */
export function SidecarState({ row }: { row: Pick<EntityRow, 'agents' | 'isExternal' | 'isGateway'> }) {
  if (row.isExternal) return <Badge tone="neutral">External</Badge>;
  if (row.agents === 0) return <Badge tone="degraded">Missing</Badge>;
  const word = row.isGateway ? 'Gateway' : 'Sidecar';
  return (
    <span className="text-muted text-xs">
      {row.agents === 1 ? word : `${row.agents} × ${word.toLowerCase()}`}
    </span>
  );
}
