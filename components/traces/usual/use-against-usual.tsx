'use client';

import { useMemo } from 'react';
import { type PanelState, panelState } from '@/components/ui/panel-state';
import { useUsualShape } from '@/lib/client/traces/use-usual-shape';
import { compareWithUsual, type TraceAgainstUsual } from '@/lib/mesh/trace/shape/compare-with-usual';
import type { Trace } from '@/lib/mesh/trace/trace';

/** A trace beside what its operations usually take; empty where nothing was sampled often enough. */
export function useAgainstUsual(
  trace: Trace,
  { enabled }: { enabled: boolean },
): PanelState<TraceAgainstUsual> {
  const usual = useUsualShape(trace.traceId, { enabled });
  const found = useMemo(
    () => (usual.data === undefined ? undefined : compareWithUsual(trace, usual.data.operations)),
    [trace, usual.data],
  );
  return panelState({ data: found, error: usual.error, refetch: usual.refetch }, ({ spans }) =>
    spans.length > 0 ? undefined : (
      <p className="p-6 text-center text-muted">
        Too few sampled spans of the same operations in the hour before this trace to say what is usual.
      </p>
    ),
  );
}
