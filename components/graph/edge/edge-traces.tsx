'use client';

import { useState } from 'react';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { SegmentedControl } from '../../ui/segmented-control';
import { ExemplarTraces } from '../panel/exemplar-traces';

const KINDS = [
  { value: 'error', label: 'Failed' },
  { value: 'any', label: 'All' },
] as const;

/** Whole traces that took this edge. */
export function EdgeTraces({ of }: { of: string }) {
  const [kind, setKind] = useState<'error' | 'any'>('error');
  return (
    <Card>
      <section aria-label="Traces" className="p-4">
        <header className="mb-2 flex items-center gap-3">
          <h2 className="text-sm">Traces</h2>
          <SegmentedControl label="Which traces" value={kind} options={KINDS} onChange={setKind} />
          <Button asChild size="sm" className="ml-auto">
            <AppLink href={`/traces?${new URLSearchParams({ of })}`}>Search all traces of this edge</AppLink>
          </Button>
        </header>
        <ExemplarTraces
          key={kind}
          of={of}
          limit={10}
          {...(kind === 'error' ? { status: 'error' as const } : {})}
        />
      </section>
    </Card>
  );
}
