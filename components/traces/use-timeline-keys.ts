'use client';

import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import type { Trace, TraceNode } from '@/lib/mesh/trace/trace';
import { stepMatch } from './model/find-in-trace';
import { panView, type TimeView, WHOLE, zoomView } from './model/time-view';
import type { TRACE_PAGE, TracePageState } from './model/trace-page-state';

type TimelineKeys = {
  trace: Trace;
  nodes: readonly TraceNode[];
  matches: readonly TraceNode[];
  cursor: TraceNode | undefined;
  state: TracePageState;
  write: WriteUrl<typeof TRACE_PAGE>;
  goTo: (node: TraceNode | undefined, opens: boolean) => void;
};

const REPLACE = { replace: true };
const TREE = { group: 'Trace' };
const ZOOM = { group: 'Trace: zoom' };

/** The keys of a trace, as in Jaeger where Jaeger has them. */
export function useTimelineKeys(keys: TimelineKeys): void {
  const { trace, nodes, matches, cursor, state, write, goTo } = keys;
  const step = (by: 1 | -1) => {
    const among = matches.length > 0 ? matches : nodes;
    goTo(stepMatch(among, cursor, by), true);
  };
  const failed = () => trace.nodes.filter(({ span }) => span.status === 'error');
  const setLevel = (level: number | undefined) => write({ level, toggled: [] }, REPLACE);
  const zoom = (view: TimeView) => write({ zoom: view }, REPLACE);
  const deepest = Math.max(0, trace.depth - 1);
  const present = state.level ?? deepest;

  useHotkey('f', 'Next match, or next span', () => step(1), TREE);
  useHotkey('b', 'Previous match, or previous span', () => step(-1), TREE);
  useHotkey('n', 'Next failed span', () => goTo(stepMatch(failed(), cursor, 1), true), TREE);
  useHotkey(']', 'Close all levels', () => setLevel(0), TREE);
  useHotkey('[', 'Open all levels', () => setLevel(undefined), TREE);
  useHotkey('p', 'Close one level', () => setLevel(Math.max(0, present - 1)), TREE);
  useHotkey('o', 'Open one level', () => setLevel(present + 1 >= deepest ? undefined : present + 1), TREE);
  useHotkey('c', 'Critical path on or off', () => write({ critical: !state.critical }, REPLACE), TREE);
  useHotkey('a', 'Pan left', () => zoom(panView(state.zoom, -0.25)), ZOOM);
  useHotkey('d', 'Pan right', () => zoom(panView(state.zoom, 0.25)), ZOOM);
  useHotkey('w', 'Zoom in', () => zoom(zoomView(state.zoom, 0.5)), ZOOM);
  useHotkey('s', 'Zoom out', () => zoom(zoomView(state.zoom, 2)), ZOOM);
  useHotkey('0', 'Show the whole duration', () => zoom(WHOLE), ZOOM);
}
