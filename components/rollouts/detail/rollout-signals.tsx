'use client';

import { useSplit } from '@/lib/client/rollouts/use-split';
import type { Rollout } from '@/lib/protocol/api/rollouts';
import type { ChartMark } from '../../charts/chart-data';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { isUnderWay } from '../model/rollout-phase';
import { VersionCards } from '../signals/version-cards';
import { VersionCharts } from '../signals/version-charts';

const SECONDS = 300;

type RolloutSignalsProps = { rollout: Rollout; colors: ReadonlyMap<string, string> };

/** Stable and canary side by side, live, with the rollout's moments as marks. */
export function RolloutSignals({ rollout, colors }: RolloutSignalsProps) {
  const { service, stable, canary, moments } = rollout;
  const query = useSplit(service, SECONDS);
  const state = panelState(query, ({ versions }) =>
    versions.some(
      ({ version, requests }) => requests > 0 && (version === stable || version === canary),
    ) ? undefined : (
      <EmptyState title={`No requests to ${stable} or ${canary} in the last 5 minutes`} />
    ),
  );
  const roles = new Map([
    [stable, 'stable'],
    [canary, 'canary'],
  ]);
  return (
    <Panel
      title="Stable and canary"
      note={isUnderWay(rollout) ? 'last 5 min' : 'last 5 min: this rollout is over'}
      state={state}
    >
      {({ versions, from, to }) => {
        const both = versions.filter(({ version }) => roles.has(version));
        return (
          <div className="flex flex-col gap-4">
            <VersionCards versions={both} colors={colors} roles={roles} />
            <VersionCharts versions={both} colors={colors} marks={marksOf(moments, from, to)} />
          </div>
        );
      }}
    </Panel>
  );
}

function marksOf(moments: Rollout['moments'], from: number, to: number): ChartMark[] {
  return moments
    .filter(({ at }) => at >= from && at <= to)
    .map(({ at, what, message }) => ({
      atMs: at,
      label: message,
      severity: what === 'rollback' ? 'error' : what === 'trouble' || what === 'held' ? 'warning' : 'info',
    }));
}
