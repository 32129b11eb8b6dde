import { TELEMETRY_SPEC } from '../read/mesh-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const noLogProvider: Rule = {
  name: 'telemetry/no-log-provider',
  codes: ['IST0157'],
  severity: 'warning',
  inputs: ['Telemetry'],
  why: 'Without a provider here or in the mesh nobody writes the access log.',
  docs: 'https://istio.io/latest/docs/tasks/observability/logs/telemetry-api/',
  check(snapshot, report) {
    if (snapshot.facts.defaultAccessLogProviders.length > 0) return;
    for (const resource of snapshot.list('Telemetry')) {
      const { accessLogging = [] } = readSpec(resource, TELEMETRY_SPEC);
      for (const [index, { providers = [], disabled }] of accessLogging.entries()) {
        if (disabled === true || providers.length > 0) continue;
        report(resource, {
          path: `spec.accessLogging[${index}]`,
          message: `${resource.metadata.name} switches access logs on without a provider, and the mesh has no default one`,
        });
      }
    }
  },
};
