import { flag, names, oneOf, optionalNumber, optionalText, someOf, text } from '@/lib/client/url/codec';
import type { StateOf } from '@/lib/client/url/url-state';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import { GRAPH_TYPES } from '@/lib/mesh/graph/graph';
import { sortCodec } from '../ui/sort-codec';
import { EDGE_LABELS } from './look/edge-look';
import { SPEEDS } from './time/play-step';

export const LAYOUTS = ['auto', 'flow', 'down', 'radial', 'force', 'grid'] as const;
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
  /** Whether namespaces are drawn as one box each, and the namespaces of which the opposite holds. */
  fold: oneOf(['auto', 'all', 'none'], 'auto'),
  except: names,
  /** Node whose neighbourhood alone is shown, and how far it reaches against and along the calls. */
  focus: optionalText,
  up: optionalNumber,
  down: optionalNumber,
  /** Only the ways from the focus to this node, and how much longer than the shortest they may be. */
  toward: optionalText,
  detour: optionalNumber,
  /** Edges that are drawn at most. */
  most: optionalNumber,
  /** `auto`: the map, on a phone the table. */
  view: oneOf(['auto', 'map', 'table'], 'auto'),
  /** Which rows the table has (`auto`: edges where one is selected), and how they are sorted. */
  rows: oneOf(['auto', 'nodes', 'edges'], 'auto'),
  sort: sortCodec({ column: 'health', direction: 'asc' }),
  /** Whether the timeline is in sight, how much of history it shows (`6h`, `all`), and how fast it plays. */
  time: flag(true),
  track: optionalText,
  speed: oneOf(SPEEDS, '10'),
  /** Saved views in turns over the whole screen, so many seconds each. */
  wall: optionalNumber,
};

export type GraphUrl = StateOf<typeof GRAPH_URL>;
export type WriteGraphUrl = WriteUrl<typeof GRAPH_URL>;
