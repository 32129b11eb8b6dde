'use client';

import { Check, CircleStop, FastForward, Pause, Play, Rocket, RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { againHref } from '@/lib/client/rollouts/rollout-href';
import { type RolloutActionName, useActOnRollout } from '@/lib/client/rollouts/use-change-rollout';
import { describeShares } from '@/lib/mesh/rollout/describe-shares';
import type { Rollout } from '@/lib/protocol/api/rollouts';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { notify } from '../../ui/notify';
import { ConfirmAction } from './confirm-action';

/** What can be done now; promote and abort ask once. */
export function RolloutActions({ rollout }: { rollout: Rollout }) {
  const act = useActOnRollout(rollout.id);
  const [asked, setAsked] = useState<'promote' | 'abort'>();
  if (rollout.phase === 'rolled-back') {
    return (
      <Button asChild size="sm" tone="primary">
        <AppLink href={againHref(rollout)}>
          <RotateCcw aria-hidden />
          Plan it again
        </AppLink>
      </Button>
    );
  }
  if (rollout.endedAt !== null) return null;
  const run = (action: RolloutActionName, reason = '') =>
    act.mutate(
      { action, reason },
      {
        onError: (error) => notify({ title: `Cannot ${action} it`, detail: error.message, tone: 'error' }),
        onSettled: () => setAsked(undefined),
      },
    );
  const { phase, plan, step, canary, hasConflict } = rollout;
  const isWaiting = phase === 'paused' || phase === 'held';
  const isStepping = isWaiting || phase === 'running';
  const isAsking = phase === 'running' && plan.steps[step]?.kind === 'approval';
  const button = (action: RolloutActionName, label: ReactNode, icon: ReactNode, isMain = false) => (
    <Button
      size="sm"
      tone={isMain ? 'primary' : 'plain'}
      disabled={act.isPending}
      onClick={() => run(action)}
    >
      {icon}
      {label}
    </Button>
  );
  return (
    <>
      {isAsking ? button('approve', 'Approve', <Check aria-hidden />, true) : null}
      {isWaiting ? button('resume', 'Resume', <Play aria-hidden />, phase === 'paused' || hasConflict) : null}
      {phase === 'running' ? button('pause', 'Pause', <Pause aria-hidden />) : null}
      {isStepping ? button('skip', 'Skip this step', <FastForward aria-hidden />) : null}
      {isStepping ? (
        <Button size="sm" onClick={() => setAsked('promote')}>
          <Rocket aria-hidden />
          Promote now
        </Button>
      ) : null}
      {phase === 'rolling-back' ? null : (
        <Button size="sm" tone="danger" onClick={() => setAsked('abort')}>
          <CircleStop aria-hidden />
          Abort
        </Button>
      )}
      {asked === 'abort' ? (
        <ConfirmAction
          title="Abort this rollout?"
          text={`At once the requests are shared as before the rollout: ${describeShares(plan, plan.before?.canary ?? 0)}.`}
          verb="Put it back as it was"
          tone="danger"
          hasReason
          isPending={act.isPending}
          onConfirm={(reason) => run('abort', reason)}
          onCancel={() => setAsked(undefined)}
        />
      ) : null}
      {asked === 'promote' ? (
        <ConfirmAction
          title="Promote it now?"
          text={`At once the requests are shared so: ${describeShares(plan, 100)}. The steps and gates that are left are not waited for.`}
          verb={`Promote ${canary} now`}
          tone="primary"
          isPending={act.isPending}
          onConfirm={() => run('promote')}
          onCancel={() => setAsked(undefined)}
        />
      ) : null}
    </>
  );
}
