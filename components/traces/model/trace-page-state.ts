import type { Codec } from '@/lib/client/url/codec';
import { flag, names, oneOf, optionalNumber, optionalText, text } from '@/lib/client/url/codec';
import type { StateOf } from '@/lib/client/url/url-state';
import { clampView, type TimeView, WHOLE } from './time-view';

export const TRACE_VIEWS = ['timeline', 'spans', 'statistics', 'usual', 'flame', 'graph', 'logs'] as const;

/** The zoom in the address bar: `zoom=0.25~0.5`. */
const zoomCodec: Codec<TimeView> = {
  fallback: WHOLE,
  parse: (raw) => {
    const [from, to] = (raw ?? '').split('~').map(Number);
    if (from === undefined || to === undefined || !(from >= 0 && to <= 1 && from < to)) return WHOLE;
    return clampView({ from, to });
  },
  print: ({ from, to }) => (from === 0 && to === 1 ? null : `${round(from)}~${round(to)}`),
};

/** What the address bar of a trace holds. */
export const TRACE_PAGE = {
  view: oneOf(TRACE_VIEWS, 'timeline'),
  /** The open span, by node key. */
  span: optionalText,
  find: text(),
  critical: flag(true),
  /** Times as hosts reported them, also where their clocks disagree. */
  raw: flag(false),
  zoom: zoomCodec,
  /** Levels that are open; absent for all. */
  level: optionalNumber,
  /** Nodes that are the other way round. */
  toggled: names,
  by: oneOf(['service', 'operation'], 'service'),
} as const;

export type TracePageState = StateOf<typeof TRACE_PAGE>;

function round(share: number): number {
  return Number(share.toFixed(5));
}
