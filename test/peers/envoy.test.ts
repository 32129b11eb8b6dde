import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessControl } from '@/agent/access/access-control';
import { FIRST_SNAPSHOT } from '@/agent/config/mesh-config';
import type { ExchangeRecord } from '@/agent/telemetry/exchange-record';
import { toConfigObject } from '@/lib/mesh/config/config-object';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { describeWorkload } from '@/lib/mesh/identity/describe-workload';
import {
  compileMesh,
  createEndpoint,
  createService,
  startTestProxy,
} from '@/test/support/agent/start-test-proxy';
import { waitFor } from '@/test/support/agent/wait-for';
import { ACCESS } from './cases/access';
import { AUTHORIZER } from './cases/authorizer';
import { ANSWERS, RESILIENCE } from './cases/behaviour';
import { GRPC_CALLS } from './cases/grpc';
import { MATCHING, REWRITING } from './cases/routing';
import { LIMITS, WISHES } from './cases/wishes';
import { askPeer, type PeerOutcome, type PeerRequest } from './support/ask-peer';
import { type EnvoyProcess, startEnvoy } from './support/envoy-process';
import { findEnvoy } from './support/find-envoy';
import { type PeerApp, startPeerApp } from './support/peer-app';
import type { PeerCase } from './support/peer-case';

const CASES = [
  ...MATCHING,
  ...REWRITING,
  ...RESILIENCE,
  ...ANSWERS,
  ...ACCESS,
  ...AUTHORIZER,
  ...GRPC_CALLS,
  ...LIMITS,
  ...WISHES,
];
const LONGEST_NAME = 120;
const IDENTITY = describeWorkload({ name: 'cart', namespace: 'shop' });

/** A request's whole fate, as it can be told of both. */
type Fate = PeerOutcome & { flags: string; details: string };

const envoy = findEnvoy();

describe.skipIf(envoy === undefined)('the sidecar and Envoy do the same', () => {
  let app: PeerApp;
  let peer: EnvoyProcess;

  beforeAll(async () => {
    app = await startPeerApp();
    const sides = CASES.map(({ envoy: side, isInbound = false }) => ({ ...side, isInbound }));
    peer = await startEnvoy(envoy ?? '', sides, { app: app.port, nobody: app.nobody });
  });
  afterAll(async () => {
    await peer.stop();
    app.close();
  });

  it.each(CASES.map((one, at) => ({ ...one, at })))('$name', async ({ at, ...testCase }) => {
    const ours = await startOurs(testCase, app);
    try {
      const pairs = await compare(testCase, ours, at);
      expect(pairs.ours).toEqual(pairs.envoys);
    } finally {
      ours.close();
    }
  });

  async function compare(testCase: PeerCase, ours: Ours, at: number) {
    const { differs = {}, requests, statusOnly = false, times = 1 } = testCase;
    const fates: Record<'ours' | 'envoys', Record<string, Fate | number>> = { ours: {}, envoys: {} };
    for (const [index, request] of requests.entries()) {
      for (let time = 0; time < times; time++) {
        const name = `${index}.${time} ${JSON.stringify(request).slice(0, LONGEST_NAME)}`;
        const [mine, theirs] = [await ours.ask(request), await askEnvoy(at, request)];
        if (differs[index] !== undefined) continue;
        fates.ours[name] = statusOnly ? mine.status : mine;
        fates.envoys[name] = statusOnly ? theirs.status : theirs;
      }
    }
    return fates;
  }

  async function askEnvoy(at: number, request: PeerRequest): Promise<Fate> {
    const before = peer.lines(at).length;
    const outcome = await askPeer(peer.ports[at] ?? 0, request, app);
    await waitFor(
      () => peer.lines(at).length > before,
      () => `a line of Envoy's access log for ${JSON.stringify(request)}`,
    );
    const line = peer.lines(at).at(-1);
    return { ...outcome, flags: sortFlags(line?.flags ?? ''), details: line?.details ?? '' };
  }
});

/** Istio's documents and Envoy's versions name several in different orders. */
function sortFlags(flags: string): string {
  return flags.split(',').sort().join(',');
}

interface Ours {
  ask(request: PeerRequest): Promise<Fate>;
  close(): void;
}

async function startOurs(testCase: PeerCase, app: PeerApp): Promise<Ours> {
  const proxy = testCase.isInbound ? await startInbound(testCase, app) : await startOutbound(testCase, app);
  const port = testCase.isInbound ? proxy.inboundPort : proxy.outboundPort;
  const ask = async (request: PeerRequest): Promise<Fate> => {
    const before = proxy.records.length;
    const outcome = await askPeer(port, request, app);
    const { details = '', flags }: ExchangeRecord = await proxy.record(before);
    return { ...outcome, flags: sortFlags(flags), details };
  };
  return { ask, close: () => proxy.handle.close() };
}

function startOutbound({ ours, upstream = 'app' }: PeerCase, app: PeerApp) {
  const endpoints = upstream === 'none' ? [] : [createEndpoint(upstream === 'app' ? app.port : app.nobody)];
  const rules = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: default}
spec:
  hosts: [reviews]
  http:
${ours}`;
  const services = [80, 443, 9080].map((port) => createService('reviews', port, endpoints));
  const routingTable = compileMesh({ services, yaml: ours.startsWith('apiVersion') ? ours : rules });
  return startTestProxy({ routingTable });
}

function startInbound({ authorizer, normalization = 'BASE', ours }: PeerCase, app: PeerApp) {
  const access = new AccessControl(IDENTITY);
  const resources = parseResources(ours, 'test.yaml').resources.map(toConfigObject);
  const provider = { service: '127.0.0.1', port: app.port, timeout: '5s', ...authorizer };
  const settings = {
    ...FIRST_SNAPSHOT.settings,
    pathNormalization: normalization,
    extensionProviders: [{ name: 'peer', envoyExtAuthzHttp: provider }],
  };
  access.update({ ...FIRST_SNAPSHOT, resources, settings });
  return startTestProxy({ appPort: app.port, access, identity: IDENTITY });
}
