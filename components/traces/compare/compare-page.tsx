'use client';

import { GitCompareArrows } from 'lucide-react';
import { useMemo } from 'react';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { PanelBody } from '@/components/ui/panel';
import { panelState } from '@/components/ui/panel-state';
import { useTrace } from '@/lib/client/traces/use-trace';
import { text } from '@/lib/client/url/codec';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { alignTraces } from '@/lib/mesh/trace/shape/align-traces';
import { CompareTable } from './compare-table';
import { TracePicker } from './trace-picker';

const COMPARE_URL = { a: text(), b: text() };

/** Two traces laid over each other: what only one did, and what took longer. */
export function ComparePage() {
  const [{ a, b }, write] = useUrlState(COMPARE_URL);
  return (
    <Page className="h-full min-h-[640px]">
      <PageHeader
        crumbs={[
          { label: 'Traces', href: '/traces' },
          ...(a === '' ? [] : [{ label: a.slice(0, 8), href: `/traces/${a}` }]),
          { label: 'Compare' },
        ]}
        title="Compare two traces"
      />
      <div className="grid gap-3 lg:grid-cols-2">
        <TracePicker side="A" traceId={a} otherId={b} onChange={(id) => write({ a: id })} />
        <TracePicker side="B" traceId={b} otherId={a} onChange={(id) => write({ b: id })} />
      </div>
      {a === '' || b === '' ? (
        <EmptyState icon={GitCompareArrows} title="Two traces are needed">
          Choose {a === '' ? 'the first' : 'another'} one above: by its id, or one of the same operation.
        </EmptyState>
      ) : (
        <Comparison a={a} b={b} />
      )}
    </Page>
  );
}

function Comparison({ a, b }: { a: string; b: string }) {
  const [left, right] = [useTrace(a), useTrace(b)];
  const places = useMemo(
    () =>
      left.data === undefined || right.data === undefined ? undefined : alignTraces(left.data, right.data),
    [left.data, right.data],
  );
  const state = panelState({
    data: places,
    error: left.error ?? right.error,
    refetch: () => Promise.all([left.refetch(), right.refetch()]),
  });
  return (
    <Card className="flex min-h-72 grow flex-col">
      <PanelBody title="Comparison" state={state}>
        {(found) => <CompareTable places={found} />}
      </PanelBody>
    </Card>
  );
}
