import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';
import type { CriticalTime } from './model/critical-time';

/** What every view of a trace is given. */
export type TraceViewProps = {
  trace: Trace;
  /** CSS colour by service. */
  colours: ReadonlyMap<string, string>;
  critical: CriticalTime;
  selected: TraceNode | undefined;
  /** Opens a span by node key; undefined closes the panel. */
  onOpen: (key: string | undefined) => void;
};
