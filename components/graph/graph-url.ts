import { flag, names, oneOf, optionalNumber, optionalText, someOf, text } from '@/lib/client/url/codec';
import type { StateOf } from '@/lib/client/url/url-state';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import type { GraphType } from '@/lib/mesh/graph/graph';
import { EDGE_LABELS } from './look/edge-look';
import { SPEEDS } from './time/play-step';

export const GRAPH_TYPES = [
  'versionedApp',
  'app',
  'workload',
  'service',
] as const satisfies readonly GraphType[];
export const LAYOUTS = ['auto', 'flow', 'down', 'force', 'grid'] as const;
export const BOXES = ['namespace', 'app'] as const;

/** Everything the graph page keeps in the address bar, beside namespaces and time. */
export const GRAPH_URL = {
  type: oneOf(GRAPH_TYPES, 'versionedApp'),
  labels: someOf(EDGE_LABELS, ['rate']),
  boxes: someOf(BOXES, BOXES),
  layout: oneOf(LAYOUTS, 'auto'),
  idle: flag(true),
  services: flag(false),
  badges: flag(true),
  dots: oneOf(['auto', 'on', 'off'], 'auto'),
  legend: flag(false),
  find: text(),
  hide: text(),
  /** Node or edge or box id. */
  sel: optionalText,
  /** What is selected beside it. */
  also: names,
  /** Which side of a node's traffic the panel shows; `auto` is inbound where something comes in. */
  dir: oneOf(['auto', 'inbound', 'outbound'], 'auto'),
  /** What the window is compared with; see compare-with.ts. */
  vs: optionalText,
  /** Node whose neighbourhood alone is shown, and how far it reaches. */
  focus: optionalText,
  hops: optionalNumber,
  view: oneOf(['map', 'table'], 'map'),
  /** Whether the timeline is in sight, how much of history it shows (`6h`, `all`), and how fast it plays. */
  time: flag(true),
  track: optionalText,
  speed: oneOf(SPEEDS, '10'),
  /** Saved views in turns over the whole screen, so many seconds each. */
  wall: optionalNumber,
};

export type GraphUrl = StateOf<typeof GRAPH_URL>;
export type WriteGraphUrl = WriteUrl<typeof GRAPH_URL>;
