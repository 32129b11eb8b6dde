import { cn } from '@/components/ui/cn';
import { formatBytes } from '@/lib/client/format/format-bytes';
import { formatPercent } from '@/lib/client/format/format-percent';
import { printQuantity } from '@/lib/client/format/quantity';
import type { Agent } from '@/lib/protocol/api/agents';
import { bufferShare } from './model/agent-trouble';

const HIGH = 0.75;
const MIDDLE = 0.4;

/** How full an agent's telemetry buffer is. */
export function BufferBar({ agent, className }: { agent: Agent; className?: string }) {
  const share = bufferShare(agent);
  const words = `${printQuantity(formatBytes(agent.bufferedBytes))} of ${printQuantity(formatBytes(agent.bufferLimitBytes))}`;
  const fill = share >= HIGH ? 'bg-failing' : share >= MIDDLE ? 'bg-degraded' : 'bg-info/70';
  return (
    <span className={cn('flex items-center gap-2', className)} title={words}>
      <span aria-hidden className="h-1.5 grow overflow-hidden rounded-sm bg-raised">
        <span className={cn('block h-full', fill)} style={{ width: `${Math.max(1, share * 100)}%` }} />
      </span>
      <span className={cn('num w-11 text-right text-xs', share >= HIGH ? 'text-failing' : 'text-muted')}>
        {printQuantity(formatPercent(share))}
      </span>
    </span>
  );
}
