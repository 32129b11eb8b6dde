import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { createResourceSet } from '@/lib/mesh/config/resource-set';
import { compileRouteTable } from '@/lib/mesh/routing/compile-route-table';
import { createRoutingMesh, type RoutingMesh } from '@/lib/mesh/routing/routing-mesh';
import type { RoutingProxy } from '@/lib/mesh/routing/routing-proxy';
import { readSuite, readSuiteText } from './support/conformance-dir';
import { GATEWAY_API_DEVIATIONS } from './support/deviations';
import { type GatewayApiCase, type GatewayApiRequest, gatewayApiCase } from './support/gateway-api-case';
import { type RoutedRequest, routeRequest } from './support/routed-request';

function meshOf({ baseManifest, manifests }: GatewayApiCase): RoutingMesh {
  const files = [baseManifest, ...manifests].filter((path) => path !== undefined);
  const parsed = files.map((path) => parseResources(readSuiteText(`gateway-api/${path}`), path));
  expect(parsed.flatMap(({ problems }) => problems)).toEqual([]);
  const resources = createResourceSet(parsed.flatMap((file) => file.resources));
  return createRoutingMesh([], resources, DEFAULT_MESH_SETTINGS);
}

function proxyOf({ gateway, client }: GatewayApiRequest): RoutingProxy {
  const namespace = gateway?.namespace ?? client?.namespace ?? '';
  return gateway === undefined
    ? { kind: 'sidecar', namespace, labels: { app: client?.app ?? '' }, addresses: [] }
    : {
        kind: 'gateway',
        namespace,
        labels: { 'gateway.networking.k8s.io/gateway-name': gateway.name },
        addresses: [],
      };
}

function check(answer: RoutedRequest, { id, client, expected }: GatewayApiRequest): void {
  if (expected.statusCodes !== undefined) expect(expected.statusCodes, id).toContain(answer.status);
  if (expected.failure !== undefined) expect(answer.status, id).not.toBe(200);
  if (expected.backend !== undefined && answer.status === 200) {
    expect(answer.backends, id).toContain(expected.backend);
  }
  // The original compares neither path nor redirect inside a mesh.
  const isMesh = client !== undefined;
  checkBackendRequest(answer, expected.backendRequest, id, isMesh);
  for (const [name, value] of Object.entries(expected.response?.headers ?? {})) {
    expect(answer.responseHeaders.get(name.toLowerCase()), `${id}: response ${name}`).toBe(value);
  }
  for (const { name } of expected.mirroredTo ?? []) expect(answer.mirrors, id).toContain(name);
  if (expected.redirect !== undefined && !isMesh) checkRedirect(answer, expected.redirect, id);
}

function checkBackendRequest(
  answer: RoutedRequest,
  expected: GatewayApiRequest['expected']['backendRequest'],
  id: string,
  isMesh: boolean,
): void {
  if (expected?.path !== undefined && !isMesh) expect(answer.path, id).toBe(expected.path);
  if (expected?.host !== undefined) expect(answer.host, id).toBe(expected.host);
  for (const [name, value] of Object.entries(expected?.headers ?? {})) {
    expect(answer.requestHeaders.get(name.toLowerCase()), `${id}: request ${name}`).toBe(value);
  }
  for (const name of expected?.absentHeaders ?? []) {
    expect(answer.requestHeaders.has(name.toLowerCase()), `${id}: request ${name}`).toBe(false);
  }
}

function checkRedirect(
  { location = '' }: RoutedRequest,
  expected: NonNullable<GatewayApiRequest['expected']['redirect']>,
  id: string,
): void {
  const url = new URL(location);
  if (expected.scheme !== undefined) expect(url.protocol, id).toBe(`${expected.scheme}:`);
  if (expected.host !== undefined) expect(url.hostname, id).toBe(expected.host);
  if (expected.path !== undefined) expect(url.pathname, id).toBe(expected.path);
  // URL leaves out the port that a scheme implies.
  const implied = url.protocol === 'https:' ? '443' : '80';
  expect(url.port === '' ? implied : url.port, id).toBe(expected.port || implied);
}

function run(testCase: GatewayApiCase): void {
  const mesh = meshOf(testCase);
  for (const request of testCase.requests) {
    if (request.verified === false || GATEWAY_API_DEVIATIONS.has(request.id)) continue;
    check(routeRequest(compileRouteTable(mesh, proxyOf(request)), request), request);
  }
}

const files = readSuite('gateway-api');

describe.skipIf(files === undefined)(
  "requests go where the Gateway API's own conformance cases send them",
  () => {
    const cases = (files ?? []).flatMap(
      (file) => z.object({ cases: z.array(gatewayApiCase) }).parse(file).cases,
    );
    const routed = cases.filter(({ id, requests, verified }) => {
      return verified !== false && requests.length > 0 && !GATEWAY_API_DEVIATIONS.has(id);
    });
    it.each(routed)('$id', run);
  },
);
