'use client';

import { useState } from 'react';
import { configHref } from '@/lib/client/config/config-href';
import { useTolerances } from '@/lib/client/overrides/use-tolerances';
import type { HealthSubject } from '@/lib/mesh/health/health-rate';
import type { TolerancesAnswer } from '@/lib/protocol/api/overrides';
import { AppLink } from '../../ui/app-link';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { describeTolerance } from './describe-tolerance';
import { TolerancesDialog } from './tolerances-dialog';

const SOURCES: Readonly<Record<TolerancesAnswer['source'], string>> = {
  annotation: 'By annotation',
  page: 'Set by hand',
  default: 'Defaults',
};

/** By what this object's health is judged, who said so, and the way to change it. */
export function TolerancesPanel(subject: HealthSubject) {
  const [isOpen, setOpen] = useState(false);
  const query = useTolerances(subject);
  const { data } = query;
  return (
    <Panel
      title="Judged by"
      state={panelState(query)}
      actions={
        data === undefined ? null : (
          <>
            <Badge tone={data.source === 'default' ? 'idle' : 'accent'}>{SOURCES[data.source]}</Badge>
            {data.source === 'annotation' ? null : (
              <Button size="sm" onClick={() => setOpen(true)}>
                Change what is tolerated
              </Button>
            )}
          </>
        )
      }
    >
      {(answer) => (
        <div className="flex flex-col gap-2">
          <ul className="flex flex-col gap-1 text-sm">
            {answer.tolerances.map((tolerance) => (
              <li key={JSON.stringify(tolerance)}>{describeTolerance(tolerance)}</li>
            ))}
          </ul>
          <Annotated answer={answer} />
          {isOpen ? (
            <TolerancesDialog subject={subject} answer={answer} onClose={() => setOpen(false)} />
          ) : null}
        </div>
      )}
    </Panel>
  );
}

/** An annotation is deployed with its object: it is changed there. */
function Annotated({ answer: { annotated, byHand } }: { answer: TolerancesAnswer }) {
  if (annotated === null) return null;
  return (
    <p className="text-muted text-xs">
      The annotation <code>health.kiali.io/rate</code> of{' '}
      <AppLink href={configHref(annotated)} className="underline">
        {annotated.kind} {annotated.name}
      </AppLink>{' '}
      goes before everything: change it there.
      {byHand.length === 0 ? null : ' What was set by hand waits until the annotation is gone.'}
    </p>
  );
}
