import { Registry } from 'prom-client';
import type { TelemetryRelay } from '../relay/telemetry-relay';
import type { Agent } from '../runtime/agent';
import { registerIstioMetrics } from '../telemetry/istio-metrics';
import type { AdminAnswer } from './admin-page';
import { registerAccessMetrics } from './register-access-metrics';
import { registerAgentMetrics } from './register-agent-metrics';
import { registerRelayMetrics } from './register-relay-metrics';

/** What Prometheus reads; made at the first scrape, which most sidecars never see. */
export function createPrometheusPage(agent: Agent, relay?: TelemetryRelay): () => Promise<AdminAnswer> {
  const registry = new Registry();
  registerIstioMetrics(
    registry,
    () => agent.recorder.totals(),
    agent.settings.withOperation,
    (reporter) => agent.recorder.metricPlanOf(reporter),
  );
  registerAgentMetrics(registry, agent);
  if (relay !== undefined) registerRelayMetrics(registry, relay);
  registerAccessMetrics(registry, agent.access.counters);
  return async () => ({
    status: 200,
    contentType: registry.contentType,
    body: await registry.metrics(),
  });
}
