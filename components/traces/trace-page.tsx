'use client';

import type { ReactNode } from 'react';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { PanelBody } from '@/components/ui/panel';
import { panelState } from '@/components/ui/panel-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useTrace } from '@/lib/client/traces/use-trace';
import { NoTrace } from './no-trace';
import { TraceScreen } from './trace-screen';

/** One trace: who called whom, how long each took, and why it failed. */
export function TracePage({ traceId, why }: { traceId: string; why?: ReactNode }) {
  const query = useTrace(traceId);
  const isMissing = query.error !== null && 'code' in query.error && query.error.code === 'not_found';
  const state = isMissing
    ? ({ kind: 'empty', empty: <NoTrace traceId={traceId} /> } as const)
    : panelState(query, (trace) => (trace.nodes.length === 0 ? <NoTrace traceId={traceId} /> : undefined));
  if (state.kind === 'data') return <TraceScreen trace={state.data} why={why} />;
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: 'Traces', href: '/traces' }, { label: traceId.slice(0, 8) }]}
        title="Trace"
      />
      <PanelBody title="Trace" state={state} skeleton={<Loading />}>
        {() => null}
      </PanelBody>
    </Page>
  );
}

const WIDTHS = ['92%', '84%', '30%', '70%', '55%', '22%', '40%', '33%', '12%', '25%'];

function Loading() {
  return (
    <div className="flex flex-col gap-3" aria-busy="true">
      <Skeleton className="h-14 w-full" />
      {WIDTHS.map((width, i) => (
        <div key={width} className="flex gap-4">
          <Skeleton className="h-4 w-64 shrink-0" />
          <div className="grow" style={{ paddingLeft: `${i * 3}%`, paddingRight: `calc(100% - ${width})` }}>
            <Skeleton className="h-4 w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}
