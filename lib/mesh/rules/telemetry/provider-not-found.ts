import { TELEMETRY_SPEC } from '../read/mesh-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';

/** Istio's own, which every mesh has. */
const BUILT_IN = ['envoy', 'prometheus', 'stackdriver'];

export const providerNotFound: Rule = {
  name: 'telemetry/provider-not-found',
  codes: [],
  severity: 'warning',
  inputs: ['Telemetry'],
  why: 'Istio passes the provider over without a word: its proxies report nothing there.',
  docs: 'https://istio.io/latest/docs/tasks/observability/telemetry/',
  check(snapshot, report) {
    const { extensionProviders } = snapshot.facts;
    if (extensionProviders === undefined) return;
    const known = new Set([...BUILT_IN, ...extensionProviders]);
    for (const resource of snapshot.list('Telemetry')) {
      const { tracing = [], metrics = [], accessLogging = [] } = readSpec(resource, TELEMETRY_SPEC);
      for (const [part, entries] of Object.entries({ tracing, metrics, accessLogging })) {
        const places = entries.flatMap(({ providers = [] }, entry) =>
          providers.map(({ name = '' }, index) => ({
            name,
            path: `spec.${part}[${entry}].providers[${index}].name`,
          })),
        );
        for (const { name, path } of places) {
          if (name === '' || known.has(name)) continue;
          report(resource, {
            path,
            message: `${resource.metadata.name} names the provider "${name}", which is neither built in nor among the mesh's extensionProviders`,
            fix: suggestName(path, name, known),
          });
        }
      }
    }
  },
};
