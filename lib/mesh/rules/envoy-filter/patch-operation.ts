import type { ConfigResource } from '../../config/resource';
import { ENVOY_FILTER_SPEC } from '../read/mesh-kinds';
import { readSpec } from '../read/read-spec';
import type { Report, Rule } from '../rule';

const REPLACEABLE: ReadonlySet<string> = new Set(['NETWORK_FILTER', 'HTTP_FILTER', 'VIRTUAL_HOST']);
const UNTOUCHABLE: ReadonlySet<string> = new Set(['ROUTE_CONFIGURATION', 'HTTP_ROUTE']);

export const patchOperation: Rule = {
  name: 'envoy-filter/patch-operation',
  codes: ['IST0151', 'IST0152', 'IST0153', 'IST0154', 'IST0155'],
  severity: 'error',
  inputs: ['EnvoyFilter'],
  why: 'The patch is dropped, or depends on the order in which other filters were applied, which changes with upgrades.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-Operation',
  check(snapshot, report) {
    const versioned = new Set<string>();
    for (const resource of snapshot.list('EnvoyFilter')) checkFilter(resource, versioned, report);
  },
};

/** `versioned` gathers the names of filters that were patched for one version of the proxy. */
function checkFilter(resource: ConfigResource, versioned: Set<string>, report: Report): void {
  const { configPatches = [], priority = 0 } = readSpec(resource, ENVOY_FILTER_SPEC);
  for (const [index, { applyTo = '', match, patch }] of configPatches.entries()) {
    if (patch === undefined) return;
    const { operation = '', value } = patch;
    const name = value?.name ?? '';
    const path = `spec.configPatches[${index}].patch.operation`;
    const misuse = findMisuse(operation, applyTo);
    if (misuse !== undefined) {
      report(resource, {
        path,
        codes: [misuse],
        message: `${operation} of patch ${index} of ${resource.metadata.name} has no effect on ${applyTo || 'INVALID'}`,
      });
    } else if (isRelative(operation) && priority === 0) {
      const isVersioned = versioned.has(name);
      report(resource, {
        path,
        codes: [isVersioned ? 'IST0155' : 'IST0151'],
        severity: 'warning',
        message: `${operation} of patch ${index} of ${resource.metadata.name} depends on what other EnvoyFilters did before${isVersioned ? ', and an upgrade may change which proxyVersion matches' : ''}: set a priority`,
        fix: { title: 'Set a priority', edits: [{ path: 'spec.priority', value: 10 }] },
      });
    }
    if (match?.proxy?.proxyVersion) versioned.add(name);
  }
}

function findMisuse(operation: string, applyTo: string): string | undefined {
  if (operation === 'REPLACE' && !REPLACEABLE.has(applyTo)) return 'IST0152';
  if (operation === 'ADD' && UNTOUCHABLE.has(applyTo)) return 'IST0153';
  return operation === 'REMOVE' && UNTOUCHABLE.has(applyTo) ? 'IST0154' : undefined;
}

function isRelative(operation: string): boolean {
  return ['INSERT_BEFORE', 'INSERT_AFTER', 'REMOVE', 'REPLACE'].includes(operation);
}
