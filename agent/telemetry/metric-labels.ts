import { SERIES_LABELS, type SeriesLabel } from '../../lib/mesh/metrics/series-labels';
import type { MetricPlan } from '../../lib/mesh/telemetry-api/resolve-metrics';
import type { IstioTotals } from './istio-totals';

type Labels = Record<string, string>;

/** The labels of a total in one metric; undefined where a Telemetry resource has switched the metric off. */
export type Labeller = (total: IstioTotals, metric: string) => Labels | undefined;

const ABSENT_ON_TCP = new Set<SeriesLabel>(['response_code', 'grpc_response_status']);

/** Labels as Istio emits them, changed as Telemetry resources want them. */
export function createLabeller(
  withOperation: boolean,
  planOf: (reporter: string) => MetricPlan | undefined,
): Labeller {
  const made = new WeakMap<IstioTotals, Labels>();
  const names = SERIES_LABELS.filter((name) => withOperation || name !== 'request_operation');
  return (total, metric) => {
    let labels = made.get(total);
    if (labels === undefined) {
      labels = istioLabels(total, names);
      made.set(total, labels);
    }
    const change = planOf(total.labels.reporter)?.changes.get(metric);
    if (change === undefined) return labels;
    if (change.disabled) return undefined;
    const changed: Labels = {};
    for (const [name, value] of Object.entries(labels)) if (!change.removed.has(name)) changed[name] = value;
    for (const name of change.set) changed[name] = total.tags?.[name] ?? 'unknown';
    return changed;
  };
}

function istioLabels(total: IstioTotals, names: readonly SeriesLabel[]): Labels {
  const isTcp = total.labels.request_protocol === 'tcp';
  const labels: Labels = {};
  for (const name of names) if (!isTcp || !ABSENT_ON_TCP.has(name)) labels[name] = total.labels[name];
  return labels;
}
