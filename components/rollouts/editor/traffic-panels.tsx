'use client';

import { useSplit } from '@/lib/client/rollouts/use-split';
import type { SplitAnswer } from '@/lib/protocol/api/splits';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import type { WeightRow } from '../model/rule-draft';
import { VersionCards } from '../signals/version-cards';
import { VersionCharts } from '../signals/version-charts';
import { CallerBars } from './caller-bars';

/** Long enough for bands that say something. */
const SECONDS = 300;

type TrafficPanelsProps = {
  answer: SplitAnswer;
  rows: readonly WeightRow[];
  colors: ReadonlyMap<string, string>;
  isRuled: boolean;
};

/** What the callers see, and how the versions do. */
export function TrafficPanels({ answer, rows, colors, isRuled }: TrafficPanelsProps) {
  const { service } = answer;
  const longer = useSplit(service, SECONDS);
  const signals = panelState(longer, ({ versions }) =>
    versions.some(({ requests }) => requests > 0) ? undefined : (
      <EmptyState title="No requests in the last 5 minutes">
        Rates, errors and durations of the versions appear with the first request.
      </EmptyState>
    ),
  );
  return (
    <>
      <Panel
        title="What the callers see"
        note="last 10 s; the marks are what the rule says"
        state={
          answer.callers.length > 0
            ? { kind: 'data', data: answer }
            : {
                kind: 'empty',
                empty: (
                  <EmptyState title={`Nobody has called ${service.name} in the last 10 s`}>
                    Every workload that calls it is shown here with the versions that answered.
                  </EmptyState>
                ),
              }
        }
      >
        {(data) => <CallerBars answer={data} rows={isRuled ? rows : []} colors={colors} />}
      </Panel>
      <Panel title="Versions side by side" note="last 5 min" state={signals}>
        {({ versions }) => (
          <div className="flex flex-col gap-4">
            <VersionCards versions={versions} colors={colors} />
            <VersionCharts versions={versions} colors={colors} />
          </div>
        )}
      </Panel>
    </>
  );
}
