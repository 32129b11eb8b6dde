'use client';

import { Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSignals } from '@/lib/client/signals/use-signals';
import { optionalText } from '@/lib/client/url/codec';
import { useScope } from '@/lib/client/url/use-scope';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { type EdgeSubject, formatSubject, parseEdge } from '@/lib/mesh/graph/node-id';
import type { SignalsAnswer } from '@/lib/protocol/api/signals';
import { ChartGroup } from '../../charts/chart-group';
import { Card } from '../../ui/card';
import { cn } from '../../ui/cn';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { PanelBody } from '../../ui/panel';
import { panelState } from '../../ui/panel-state';
import { Skeleton } from '../../ui/skeleton';
import { CodeList } from '../panel/code-list';
import { EdgeEnds } from './edge-ends';
import { EdgeHeader } from './edge-header';
import { EdgeLogs } from './edge-logs';
import { EdgeResilience } from './edge-resilience';
import { EdgeTraces } from './edge-traces';
import { FailingTable } from './failing-table';
import { ReporterColumn } from './reporter-column';
import { ReporterGap } from './reporter-gap';

const EDGE_URL = { of: optionalText };

/** All of one edge: golden signals of both reporters, failing requests, traces, logs. */
export function EdgeScreen({ why, rules }: { why: ReactNode; rules: ReactNode }) {
  const [{ of }] = useUrlState(EDGE_URL);
  const edge = of === undefined ? undefined : parseEdge(of);
  if (of === undefined || edge === undefined) {
    return (
      <Page>
        <EmptyState icon={Workflow} title="This address names no edge">
          Open one from the graph: select a line, then its page.
        </EmptyState>
      </Page>
    );
  }
  return <Edge key={of} of={of} edge={edge} why={why} rules={rules} />;
}

type EdgeProps = { of: string; edge: EdgeSubject; why: ReactNode; rules: ReactNode };

function Edge({ of, edge, why, rules }: EdgeProps) {
  const { range, write } = useScope();
  const signals = useSignals({ of, range, by: 'reporter' });
  const all = useSignals({ of, range });
  const totalsOf = (reporter: string) => signals.data?.groups.find(({ key }) => key === reporter)?.totals;
  const isTcp = edge.protocol === 'tcp';
  return (
    <Page>
      <EdgeHeader of={of} edge={edge} totals={all.data?.groups[0]?.totals} />
      {why}
      <ChartGroup
        onBrush={(fromMs, toMs) =>
          write({ range: { kind: 'absolute', fromMs: Math.round(fromMs), toMs: Math.round(toMs) } })
        }
      >
        <PanelBody title="Golden signals" state={panelState(signals)} skeleton={<Columns />}>
          {(data) => <Reporters data={data} edge={edge} />}
        </PanelBody>
      </ChartGroup>
      {isTcp ? null : (
        <>
          <ReporterGap caller={totalsOf('source')} called={totalsOf('destination')} />
          <FailingTable of={of} />
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
            <Card className="p-4">
              <h2 className="mb-2 text-sm">Codes and flags</h2>
              <PanelBody title="Codes and flags" state={panelState(all)}>
                {({ codes }) => <CodeList codes={codes} of={of} />}
              </PanelBody>
            </Card>
            <EdgeTraces of={of} />
          </div>
        </>
      )}
      <EdgeEnds edge={edge} />
      {edge.target.kind === 'unknown' ? null : (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          {isTcp ? null : (
            <EdgeResilience of={of} target={formatSubject(edge.target)} codes={all.data?.codes} />
          )}
          {rules}
        </div>
      )}
      <EdgeLogs of={of} />
    </Page>
  );
}

/** Beside each other what both ends report; what only one reports gets the whole width. */
function Reporters({ data, edge }: { data: SignalsAnswer; edge: EdgeSubject }) {
  const speaks = (reporter: string) => data.groups.some(({ key }) => key === reporter);
  const isAlone = speaks('source') !== speaks('destination') && !speaks('waypoint');
  const shared = { isTcp: edge.protocol === 'tcp', isAlone };
  return (
    <div className={cn('grid gap-4', isAlone || 'lg:grid-cols-2')}>
      <ReporterColumn
        reporter="source"
        signals={only(data, 'source')}
        name={edge.source.kind === 'unknown' ? 'unknown source' : edge.source.name}
        {...shared}
      />
      <ReporterColumn
        reporter="destination"
        signals={only(data, 'destination')}
        name={edge.target.name}
        {...shared}
      />
      {speaks('waypoint') ? (
        <ReporterColumn reporter="waypoint" signals={only(data, 'waypoint')} name="waypoint" {...shared} />
      ) : null}
    </div>
  );
}

/** The signals of one reporter alone. */
function only(signals: SignalsAnswer, reporter: string): SignalsAnswer {
  return { ...signals, groups: signals.groups.filter(({ key }) => key === reporter) };
}

function Columns() {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Skeleton className="h-96" />
      <Skeleton className="h-96" />
    </div>
  );
}
