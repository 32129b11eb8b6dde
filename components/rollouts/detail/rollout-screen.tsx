'use client';

import { History } from 'lucide-react';
import { useMemo } from 'react';
import { splitHref } from '@/lib/client/rollouts/rollout-href';
import { useRollout } from '@/lib/client/rollouts/use-rollouts';
import { useNow } from '@/lib/client/time/use-now';
import type { Rollout } from '@/lib/protocol/api/rollouts';
import { AppLink } from '../../ui/app-link';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorState } from '../../ui/error-state';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { TimeAgo } from '../../ui/time-ago';
import { replayHref } from '../model/replay-href';
import { describePhase, isUnderWay, PHASES } from '../model/rollout-phase';
import { WeightBar } from '../signals/weight-bar';
import { GateList } from './gate-list';
import { RolloutActions } from './rollout-actions';
import { RolloutSignals } from './rollout-signals';
import { StepRail } from './step-rail';
import { Story } from './story';

/** One rollout: where it stands, what it knows, what happened, and what can be done. */
export function RolloutScreen({ id }: { id: string }) {
  const { data, error, refetch } = useRollout(id);
  if (data === undefined) {
    return (
      <Page>
        <PageHeader
          crumbs={[{ label: 'Rollouts', href: '/rollouts' }, { label: 'Rollout' }]}
          title="Rollout"
        />
        {error === null ? (
          <Skeleton className="h-96" />
        ) : (
          <ErrorState
            title="Cannot load this rollout"
            message={error.message}
            onRetry={() => void refetch()}
          />
        )}
      </Page>
    );
  }
  return <RolloutView rollout={data} isStale={error !== null} />;
}

function RolloutView({ rollout, isStale }: { rollout: Rollout; isStale: boolean }) {
  const { service, stable, canary, phase, canaryPercent, reason, startedAt, startedBy, endedAt } = rollout;
  const { label, tone } = PHASES[phase];
  const nowMs = useNow();
  const colors = useMemo(
    () =>
      new Map([
        [stable, 'var(--series-1)'],
        [canary, 'var(--series-2)'],
      ]),
    [stable, canary],
  );
  return (
    <Page>
      <PageHeader
        crumbs={[
          { label: 'Rollouts', href: '/rollouts' },
          { label: service.namespace },
          { label: service.name, href: splitHref(service) },
          { label: `${stable} to ${canary}` },
        ]}
        title={`${service.name}: ${stable} to ${canary}`}
        facts={
          <>
            <Badge tone={tone}>{label}</Badge>
            {isStale ? <Badge tone="degraded">Stale</Badge> : null}
          </>
        }
        actions={
          <>
            <Button asChild size="sm">
              <AppLink href={replayHref(rollout, nowMs ?? startedAt)}>
                <History aria-hidden />
                Replay on the graph
              </AppLink>
            </Button>
            <RolloutActions rollout={rollout} />
          </>
        }
      />
      <Card className="flex flex-col gap-3 p-4">
        <div aria-live="polite">
          <p className="text-md">{reason}</p>
          <p className="text-muted">{describePhase(rollout)}</p>
        </div>
        {rollout.hasConflict ? (
          <p role="alert" className="rounded-md border border-degraded/60 bg-degraded/8 p-3">
            Somebody changed the rule by hand, so nothing was written over it. Resume to shift on from the
            rollout’s own shares, or abort to go back to {stable}.{' '}
            <AppLink
              href={`/config/${rollout.plan.target.kind}/${rollout.plan.target.namespace}/${rollout.plan.target.name}?tab=history`}
              className="rounded-sm text-accent hover:underline"
            >
              See what was changed
            </AppLink>
          </p>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <span className="flex min-w-60 grow items-center gap-3">
            <span className="text-muted text-xs">{canary} has</span>
            <WeightBar stable={stable} canary={canary} canaryPercent={canaryPercent} className="grow" />
          </span>
          <span className="text-faint text-xs">
            started <TimeAgo timeMs={startedAt} /> by {startedBy}
            {endedAt === null ? null : (
              <>
                , over <TimeAgo timeMs={endedAt} />
              </>
            )}
          </span>
        </div>
        <StepRail rollout={rollout} />
        {rollout.plan.sticky === undefined || !isUnderWay(rollout) ? null : (
          <p className="text-muted text-xs">
            Users who have met {canary} stay with it, by the cookie{' '}
            <span className="font-mono">{rollout.plan.sticky.cookie}</span>, so more requests reach it than
            the weights say.
          </p>
        )}
      </Card>
      <div className="grid items-start gap-4 min-[1100px]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel
          title={isUnderWay(rollout) ? 'Gates now' : 'Gates at the end'}
          state={{ kind: 'data', data: rollout }}
        >
          {(data) => <GateList rollout={data} />}
        </Panel>
        <Panel title="Story" state={{ kind: 'data', data: rollout }}>
          {(data) => <Story rollout={data} />}
        </Panel>
      </div>
      <RolloutSignals rollout={rollout} colors={colors} />
    </Page>
  );
}
