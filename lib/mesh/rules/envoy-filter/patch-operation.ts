import type { ConfigResource } from '../../config/resource';
import { ENVOY_FILTER_SPEC } from '../read/mesh-kinds';
import { readSpec } from '../read/read-spec';
import type { Problem, Report, Rule } from '../rule';

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

/** One finding a code; `versioned` gathers the names of filters that were patched for one version of the proxy. */
function checkFilter(resource: ConfigResource, versioned: Set<string>, report: Report): void {
  const { configPatches = [], priority = 0 } = readSpec(resource, ENVOY_FILTER_SPEC);
  const byCode = new Map<string, { index: number; operation: string; applyTo: string }[]>();
  for (const [index, { applyTo = 'INVALID', match, patch }] of configPatches.entries()) {
    if (patch === undefined) break;
    const { operation = '', value } = patch;
    const name = value?.name ?? '';
    const relative =
      isRelative(operation) && priority === 0 ? (versioned.has(name) ? 'IST0155' : 'IST0151') : undefined;
    const code = findMisuse(operation, applyTo) ?? relative;
    if (code !== undefined) byCode.set(code, [...(byCode.get(code) ?? []), { index, operation, applyTo }]);
    if (match?.proxy?.proxyVersion) versioned.add(name);
  }
  for (const [code, patches] of byCode) {
    const what = patches
      .map(({ index, operation, applyTo }) => `${operation} of ${applyTo} (patch ${index})`)
      .join(', ');
    const path = `spec.configPatches[${patches[0]?.index}].patch.operation`;
    report(resource, { path, codes: [code], ...describe(code, what, resource.metadata.name) });
  }
}

function describe(code: string, what: string, name: string): Pick<Problem, 'message' | 'severity' | 'fix'> {
  if (code !== 'IST0151' && code !== 'IST0155')
    return { message: `${name} has patches that do nothing: ${what}` };
  const upgrade = code === 'IST0155' ? ', and an upgrade may change which proxyVersion matches' : '';
  return {
    severity: 'warning',
    message: `${name} has patches that depend on what other EnvoyFilters did before${upgrade}; set a priority: ${what}`,
    fix: { title: 'Set a priority', edits: [{ path: 'spec.priority', value: 10 }] },
  };
}

function findMisuse(operation: string, applyTo: string): string | undefined {
  if (operation === 'REPLACE' && !REPLACEABLE.has(applyTo)) return 'IST0152';
  if (operation === 'ADD' && UNTOUCHABLE.has(applyTo)) return 'IST0153';
  return operation === 'REMOVE' && UNTOUCHABLE.has(applyTo) ? 'IST0154' : undefined;
}

function isRelative(operation: string): boolean {
  return ['INSERT_BEFORE', 'INSERT_AFTER', 'REMOVE', 'REPLACE'].includes(operation);
}
