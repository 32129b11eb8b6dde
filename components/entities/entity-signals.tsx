'use client';

import { useMemo } from 'react';
import { useEvents } from '@/lib/client/events/use-events';
import { useSignals } from '@/lib/client/signals/use-signals';
import { useScope } from '@/lib/client/url/use-scope';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { HealthStatus } from '@/lib/mesh/health/health-status';
import { GoldenSignals } from '../charts/golden-signals';
import { Card } from '../ui/card';
import { PanelBody } from '../ui/panel';
import { panelState } from '../ui/panel-state';
import { ENTITY_STATE } from './entity-state';
import { ResponseCodes } from './response-codes';
import { SignalStrip } from './signal-strip';
import { SignalsSkeleton } from './signals-skeleton';

const DAY_SECONDS = 86_400;

type EntitySignalsProps = { of: string; namespace: string; health: HealthStatus | undefined };

/** Headline numbers and golden signals of one side of the traffic. */
export function EntitySignals({ of, namespace, health }: EntitySignalsProps) {
  const { range } = useScope();
  const [{ direction, compare }] = useUrlState(ENTITY_STATE);
  const whole = useSignals({ of, range, direction, heat: true });
  const byCode = useSignals({ of, range, direction, by: 'code' });
  const yesterday = useSignals({ of, range, direction, offset: DAY_SECONDS, enabled: compare });
  const { data: events } = useEvents(range, [namespace]);
  const name = of.slice(of.indexOf('/') + 1);
  const marks = useMemo(
    () =>
      (events ?? [])
        .filter(({ subject, message }) => subject.includes(name) || message.includes(name))
        .map(({ at, message, severity }) => ({ atMs: at, label: message, severity })),
    [events, name],
  );
  return (
    <PanelBody title="Golden signals" state={panelState(whole)} skeleton={<SignalsSkeleton />}>
      {(signals) => (
        <div className="flex flex-col gap-3">
          <h2 className="sr-only">Golden signals</h2>
          <Card className="px-4 py-3">
            <SignalStrip
              totals={signals.groups[0]?.totals}
              health={health}
              yesterday={compare ? yesterday.data?.groups[0]?.totals : undefined}
            />
          </Card>
          <GoldenSignals
            whole={signals}
            byCode={byCode.data}
            yesterday={compare ? yesterday.data : undefined}
            marks={marks}
            extra={<ResponseCodes codes={signals.codes} of={of} />}
          />
        </div>
      )}
    </PanelBody>
  );
}
