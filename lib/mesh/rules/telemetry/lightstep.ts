import { TELEMETRY_SPEC } from '../read/mesh-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const lightstep: Rule = {
  name: 'telemetry/lightstep',
  codes: ['IST0002'],
  severity: 'warning',
  inputs: ['Telemetry'],
  why: 'Envoy no longer has a Lightstep tracer: spans are lost after the next upgrade.',
  docs: 'https://istio.io/latest/docs/tasks/observability/distributed-tracing/lightstep/',
  check(snapshot, report) {
    const { lightstepProviders } = snapshot.facts;
    for (const resource of snapshot.list('Telemetry')) {
      const { tracing = [] } = readSpec(resource, TELEMETRY_SPEC);
      for (const [index, { providers = [] }] of tracing.entries()) {
        const used = providers.find(({ name = '' }) => lightstepProviders.includes(name));
        if (used === undefined) continue;
        report(resource, {
          path: `spec.tracing[${index}].providers`,
          message: `${resource.metadata.name} traces by "${used.name}", a Lightstep provider: use OpenTelemetry`,
        });
      }
    }
  },
};
