import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import type { ConfigResource } from '@/lib/mesh/config/resource';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { compileRouteTable } from '@/lib/mesh/routing/compile-route-table';
import { createRoutingMesh } from '@/lib/mesh/routing/routing-mesh';
import type { RoutingProxy } from '@/lib/mesh/routing/routing-proxy';
import { readSuite } from './support/conformance-dir';
import { LISTENER_DEVIATIONS, SIMULATION_DEVIATIONS } from './support/deviations';
import { callGateway, callInbound, callOutbound, callSchema } from './support/simulated-call';

const expectation = z.object({
  error: z.string().optional(),
  clusterMatched: z.string().optional(),
  virtualHostMatched: z.string().optional(),
  routeConfigMatched: z.string().optional(),
  listenerMatched: z.string().optional(),
});
const simulationCase = z.object({
  id: z.string(),
  verified: z.literal(false).optional(),
  proxy: z.object({
    type: z.enum(['router', 'sidecar']),
    namespace: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    ip: z.string(),
  }),
  config: z.string().default(''),
  kubeConfig: z.string().default(''),
  calls: z.array(
    z.object({
      id: z.string(),
      verified: z.literal(false).optional(),
      call: callSchema,
      expect: expectation,
    }),
  ),
});

/** Objects that name no namespace are in `default`. */
function inDefault(resource: ConfigResource): ConfigResource {
  const { metadata } = resource;
  return { ...resource, metadata: { ...metadata, namespace: metadata.namespace || 'default' } };
}

type SimulationCase = z.infer<typeof simulationCase>;

function run({ proxy, config, kubeConfig, calls }: SimulationCase): void {
  const texts = [config, kubeConfig].map((text, index) => parseResources(text ?? '', `config-${index}.yaml`));
  expect(texts.flatMap(({ problems }) => problems)).toEqual([]);
  const resources = createResourceSet(texts.flatMap((text) => text.resources.map(inDefault)));
  const mesh = createRoutingMesh([], resources, { ...DEFAULT_MESH_SETTINGS, clusterDomain: '' });
  const self: RoutingProxy = {
    kind: proxy.type === 'router' ? 'gateway' : 'sidecar',
    namespace: proxy.namespace,
    labels: proxy.labels,
    addresses: [proxy.ip],
  };
  const table = compileRouteTable(mesh, self);
  for (const { id, call, expect: expected, verified } of calls) {
    if (verified === false || SIMULATION_DEVIATIONS.has(id)) continue;
    const result =
      call.callMode === 'inbound'
        ? callInbound(mesh, self, call)
        : self.kind === 'gateway'
          ? callGateway(table, call)
          : callOutbound(table, call, 'PassthroughCluster');
    expect(result.error, `${id}: ${JSON.stringify(result)}`).toBe(expected.error);
    const { listenerMatched, ...rest } = expected;
    expect(result, id).toMatchObject(
      LISTENER_DEVIATIONS.has(id)
        ? rest
        : { ...rest, ...(listenerMatched === undefined ? {} : { listenerMatched }) },
    );
  }
}

const files = readSuite('istio-simulation');

describe.skipIf(files === undefined)("a call ends where Istio's own simulation has it end", () => {
  const cases = (files ?? []).flatMap(
    (file) => z.object({ cases: z.array(simulationCase) }).parse(file).cases,
  );
  it.each(cases.filter(({ verified }) => verified !== false))('$id', run);
});
