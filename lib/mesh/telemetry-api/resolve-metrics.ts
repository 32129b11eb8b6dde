import type { TelemetrySpec } from '../config/kinds/telemetry';
import { appliesToMode, type TelemetryMode } from './applies-to-mode';
import { compileExpression, type Expression } from './expression';

/** Istio's metrics, by the name that Telemetry resources have for them. */
export const METRIC_NAMES = {
  REQUEST_COUNT: 'istio_requests_total',
  REQUEST_DURATION: 'istio_request_duration_milliseconds',
  REQUEST_SIZE: 'istio_request_bytes',
  RESPONSE_SIZE: 'istio_response_bytes',
  GRPC_REQUEST_MESSAGES: 'istio_request_messages_total',
  GRPC_RESPONSE_MESSAGES: 'istio_response_messages_total',
  TCP_OPENED_CONNECTIONS: 'istio_tcp_connections_opened_total',
  TCP_CLOSED_CONNECTIONS: 'istio_tcp_connections_closed_total',
  TCP_SENT_BYTES: 'istio_tcp_sent_bytes_total',
  TCP_RECEIVED_BYTES: 'istio_tcp_received_bytes_total',
} as const;

/** What becomes of one metric. */
export interface MetricChange {
  readonly disabled: boolean;
  /** Labels left out. */
  readonly removed: ReadonlySet<string>;
  /** Names of labels that are set by an expression, in `MetricPlan.tags`. */
  readonly set: ReadonlySet<string>;
}

/** What becomes of the metrics of one side. */
export interface MetricPlan {
  /** By the metric's name; what is not in it stays as it is. */
  readonly changes: ReadonlyMap<string, MetricChange>;
  /** Labels whose values are computed for each request. */
  readonly tags: ReadonlyMap<string, Expression>;
  readonly headers: readonly string[];
}

/** Every tag multiplies series: more than these are not set. */
const MOST_TAGS = 8;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

type TagOverrides = Readonly<Record<string, { operation?: 'UPSERT' | 'REMOVE'; value?: string }>>;

interface Building {
  disabled: boolean;
  removed: Set<string>;
  set: Set<string>;
}

/** Overrides in the order of their levels and of their lists, the later over the earlier. */
export function resolveMetrics(levels: readonly TelemetrySpec[], mode: TelemetryMode): MetricPlan {
  const changes = new Map<string, Building>();
  const tags = new Map<string, Expression>();
  const overrides = levels.flatMap(({ metrics = [] }) => metrics.flatMap((entry) => entry.overrides ?? []));
  for (const { match, disabled, tagOverrides = {} } of overrides) {
    if (!appliesToMode(match, mode)) continue;
    for (const name of metricsOf(match?.metric, match?.customMetric)) {
      const change = obtain(changes, name);
      change.disabled = disabled ?? change.disabled;
      changeTags(change, tags, tagOverrides);
    }
  }
  const used = new Set([...changes.values()].flatMap(({ set }) => [...set]));
  for (const tag of tags.keys()) if (!used.has(tag)) tags.delete(tag);
  return { changes, tags, headers: [...tags.values()].flatMap(({ headers }) => headers) };
}

function changeTags(change: Building, tags: Map<string, Expression>, overrides: TagOverrides): void {
  for (const [tag, { operation = 'UPSERT', value = '' }] of Object.entries(overrides)) {
    if (!LABEL_NAME.test(tag)) continue;
    if (operation === 'REMOVE') {
      change.removed.add(tag);
      change.set.delete(tag);
    } else if (addTag(tags, tag, value)) {
      change.set.add(tag);
      change.removed.delete(tag);
    }
  }
}

function metricsOf(metric: string | undefined, custom: string | undefined): readonly string[] {
  if (custom !== undefined && custom !== '')
    return [custom.startsWith('istio_') ? custom : `istio_${custom}`];
  const name = METRIC_NAMES[metric as keyof typeof METRIC_NAMES];
  return name === undefined ? Object.values(METRIC_NAMES) : [name];
}

function addTag(tags: Map<string, Expression>, tag: string, source: string): boolean {
  if (!tags.has(tag) && tags.size >= MOST_TAGS) return false;
  const expression = compileExpression(source);
  if ('error' in expression) return false;
  tags.set(tag, expression);
  return true;
}

function obtain(changes: Map<string, Building>, name: string): Building {
  const known = changes.get(name);
  if (known !== undefined) return known;
  const created = { disabled: false, removed: new Set<string>(), set: new Set<string>() };
  changes.set(name, created);
  return created;
}
