import { WASM_PLUGIN_SCHEMA } from '../../config/kinds/wasm-plugin';
import { formatLabels, isEmpty } from '../index/label-index';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const noWorkload: Rule = {
  name: 'wasm-plugin/no-workload',
  codes: [],
  severity: 'warning',
  inputs: ['WasmPlugin', ...WORKLOAD_KINDS],
  why: 'The plugin is loaded into no proxy: what it was to do is not done.',
  docs: 'https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/',
  check(snapshot, report) {
    const { find } = snapshot.use(workloads);
    for (const resource of snapshot.list('WasmPlugin')) {
      const labels = readSpec(resource, WASM_PLUGIN_SCHEMA).selector?.matchLabels;
      const namespace = namespaceOf(resource);
      // Those of the root namespace are for the whole mesh.
      const isMeshWide = namespace === snapshot.facts.rootNamespace;
      if (labels === undefined || isEmpty(labels)) continue;
      if (find(labels, isMeshWide ? undefined : namespace) !== undefined) continue;
      report(resource, {
        path: 'spec.selector.matchLabels',
        message: `No workload of ${isMeshWide ? 'the mesh' : `namespace ${namespace}`} has the labels ${formatLabels(labels)} that ${resource.metadata.name} selects`,
      });
    }
  },
};
