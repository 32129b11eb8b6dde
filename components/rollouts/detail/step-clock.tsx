'use client';

import { formatAge } from '@/lib/client/format/format-age';
import { useNow } from '@/lib/client/time/use-now';
import type { Step } from '@/lib/mesh/rollout/plan';

/** How long the current step has been going on, and of how long. */
export function StepClock({ step, stepAt }: { step: Step; stepAt: number }) {
  const now = useNow();
  if (now === undefined) return null;
  const passedMs = Math.max(0, now - stepAt);
  const wantedMs = step.kind === 'pause' || step.kind === 'analysis' ? step.seconds * 1_000 : undefined;
  const passed = passedMs < 1_000 ? '0 s' : formatAge(passedMs);
  return (
    <span className="flex flex-col gap-1">
      {wantedMs === undefined || wantedMs === 0 ? null : (
        <span aria-hidden className="h-1 overflow-hidden rounded-full bg-raised">
          <span
            className="block h-full bg-accent transition-[width] duration-150"
            style={{ width: `${Math.min(100, (passedMs * 100) / wantedMs)}%` }}
          />
        </span>
      )}
      <span className="num text-2xs text-muted">
        {wantedMs === undefined ? `since ${passed}` : `${passed} of ${formatAge(wantedMs)}`}
      </span>
    </span>
  );
}
