import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { compileRouteTable } from '@/lib/mesh/routing/compile-route-table';
import type { RouteConfig } from '@/lib/mesh/routing/route-table';
import { createRoutingMesh } from '@/lib/mesh/routing/routing-mesh';
import { readSuite } from './support/conformance-dir';

const configObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
/** Ends the id of the variant. */
const AS_HTTP_ROUTE = ' as HTTPRoute';
const expectedHosts = z.record(z.string(), z.array(z.string()).nullable());
const sidecarCase = z.object({
  id: z.string(),
  verified: z.literal(false).optional(),
  proxy: z.object({ namespace: z.string() }),
  port: z.number(),
  services: z.array(configObject),
  config: z.array(configObject),
  expectedVirtualHosts: expectedHosts,
  httpRouteVariant: z
    .object({ config: z.array(configObject), expectedVirtualHosts: expectedHosts })
    .optional(),
});

type SidecarCase = z.infer<typeof sidecarCase>;

/** A case with an HTTPRoute variant is two: the same question to two configurations. */
function unfold(one: SidecarCase): SidecarCase[] {
  const { httpRouteVariant: variant } = one;
  return variant === undefined ? [one] : [one, { ...one, ...variant, id: `${one.id}${AS_HTTP_ROUTE}` }];
}

/**
 * The same question where the services are outside the mesh and entries stand for them; routes of the Gateway API have
 * Services for their parents.
 */
function outside(one: SidecarCase): SidecarCase[] {
  if (one.id.endsWith(AS_HTTP_ROUTE)) return [];
  return [{ ...one, id: `${one.id} with ServiceEntries`, services: one.services.map(toServiceEntry) }];
}

function toServiceEntry({ metadata, spec }: z.infer<typeof configObject>): z.infer<typeof configObject> {
  const { ports } = z
    .object({ ports: z.array(z.object({ port: z.number(), name: z.string() })) })
    .parse(spec);
  const namespace = String(metadata.namespace ?? 'default');
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata,
    spec: {
      hosts: [`${metadata.name}.${namespace}.svc.cluster.local`],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: ports.map(({ name, port }) => ({ number: port, name: `${name}-${port}`, protocol: 'HTTP' })),
    },
  };
}

function clustersOf(config: RouteConfig | undefined, domain: string): string[] | null {
  const host = config?.virtualHosts.find(({ domains }) => domains.includes(domain));
  if (host === undefined) return null;
  return host.routes.flatMap(({ decision: { plan } }) =>
    plan.action.kind === 'forward' ? plan.action.destinations.map(({ cluster }) => cluster) : [],
  );
}

function run({ proxy, port, services, config, expectedVirtualHosts }: SidecarCase): void {
  const resources = createResourceSet(
    [...services, ...config].map((object, index) => resourceOf(object, index)),
  );
  const mesh = createRoutingMesh([], resources, DEFAULT_MESH_SETTINGS);
  const table = compileRouteTable(mesh, {
    kind: 'sidecar',
    namespace: proxy.namespace,
    labels: {},
    addresses: [],
  });
  for (const [domain, clusters] of Object.entries(expectedVirtualHosts)) {
    expect(clustersOf(table.httpByPort.get(port), domain), domain).toEqual(clusters);
  }
}

const files = readSuite('istio-sidecar-routes');

describe.skipIf(files === undefined)("a sidecar's virtual hosts are those of Istio's own cases", () => {
  const cases = (files ?? []).flatMap((file) => z.object({ cases: z.array(sidecarCase) }).parse(file).cases);
  const asked = cases.filter(({ verified }) => verified !== false).flatMap(unfold);
  it.each([...asked, ...asked.flatMap(outside)])('$id', run);
});
