import { Gauge } from 'lucide-react';
import type { TraceAgainstUsual } from '@/lib/mesh/trace/shape/compare-with-usual';
import { nodeKey } from '../model/collapse';
import { describeAgainstUsual } from './usual-words';

/** Above the views: the hop that lost the time, and the way to it. */
export function UsualNote({ found, onOpen }: { found: TraceAgainstUsual; onOpen: (key: string) => void }) {
  const words = describeAgainstUsual(found);
  const { culprit } = found;
  if (words === undefined || culprit === undefined) return null;
  return (
    <p className="flex gap-2 text-sm">
      <Gauge aria-hidden className="mt-0.5 size-4 shrink-0 text-degraded" />
      <button
        type="button"
        className="min-w-0 break-words rounded-sm text-left underline decoration-border-strong underline-offset-3 hover:decoration-current"
        onClick={() => onOpen(nodeKey(culprit.node))}
      >
        {words}
      </button>
    </p>
  );
}
