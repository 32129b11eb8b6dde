import type { PolicyWorkload } from '../access/selects-workload';
import type { TelemetrySpec } from '../config/kinds/telemetry';
import type { MeshSettings } from '../config/mesh-settings';
import type { ResourceSet } from '../config/resource-set';
import type { TelemetryMode } from './applies-to-mode';
import { type CollectRule, resolveCollecting } from './resolve-collecting';
import { type LogPlan, resolveLogs } from './resolve-logs';
import { type MetricPlan, resolveMetrics } from './resolve-metrics';
import { resolveTracing, type TracingPlan } from './resolve-tracing';
import { telemetryLevels } from './telemetry-levels';

/** What a workload's proxy reports of the requests it makes, or of those it gets. */
export interface TelemetryPlan {
  readonly logs: LogPlan;
  readonly tracing: TracingPlan;
  readonly metrics: MetricPlan;
  /** Which requests get a whole trace although they were not sampled. */
  readonly collecting: CollectRule | undefined;
  /** Lower-case names of request headers that must be kept until the request has ended. */
  readonly headers: readonly string[];
}

/** What Telemetry resources make of a workload's reports, by side. */
export function resolveTelemetry(
  resources: ResourceSet,
  settings: Pick<MeshSettings, 'rootNamespace' | 'defaultProviders'>,
  workload: PolicyWorkload,
): Readonly<Record<TelemetryMode, TelemetryPlan>> {
  const levels = telemetryLevels(resources, settings, workload);
  const specs = levels.map(({ spec }) => (spec ?? {}) as TelemetrySpec);
  const collecting = resolveCollecting(levels);
  return {
    CLIENT: planOf(specs, settings, 'CLIENT', collecting),
    SERVER: planOf(specs, settings, 'SERVER', collecting),
  };
}

function planOf(
  levels: readonly TelemetrySpec[],
  { defaultProviders }: Pick<MeshSettings, 'defaultProviders'>,
  mode: TelemetryMode,
  collecting: CollectRule | undefined,
): TelemetryPlan {
  const logs = resolveLogs(levels, defaultProviders.accessLogging, mode);
  const tracing = resolveTracing(levels, mode);
  const metrics = resolveMetrics(levels, mode);
  return {
    logs,
    tracing,
    metrics,
    collecting,
    headers: [
      ...new Set([...logs.headers, ...tracing.headers, ...metrics.headers, ...(collecting?.headers ?? [])]),
    ],
  };
}
