import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ConfigResource } from '@/lib/mesh/config/resource';
import { waitFor } from '@/test/support/agent/wait-for';
import { readSuite } from './support/conformance-dir';
import { type GatewayApiCase, type GatewayApiRequest, gatewayApiCase } from './support/gateway-api-case';
import { AgentFleet } from './support/sockets/agent-fleet';
import { podsOf, readObjects, snapshotFor } from './support/sockets/case-world';
import { type Certificates, createCertificates } from './support/sockets/certificates';
import { checkAnswer } from './support/sockets/check-answer';
import { type EchoBackend, startEchoBackend } from './support/sockets/echo-backend';
import { closeConnections, sendRequest } from './support/sockets/send-request';

/** Shares are compared within five points; with so many requests chance alone never gets there. */
const SAMPLES = 2_500;
const TOLERANCE = 0.05;
const AT_ONCE = 25;
const LONGEST_MS = 60_000;

const fleet = new AgentFleet();
/** Backends by name: cases share most of theirs. */
const backends = new Map<string, EchoBackend>();
let certificates: Certificates;

async function enter(objects: readonly ConfigResource[]): Promise<EchoBackend[]> {
  const present = await Promise.all(
    podsOf(objects).map(async (pod) => {
      const key = `${pod.namespace}/${pod.name}`;
      const backend = backends.get(key) ?? (await startEchoBackend(pod, certificates.backend));
      backends.set(key, backend);
      backend.seen.clear();
      return backend;
    }),
  );
  await fleet.enter((viewer, revision) => snapshotFor(viewer, objects, present, revision));
  return present;
}

/** What the originals change between two requests of a case. */
const CHANGES: ReadonlyMap<string, (objects: readonly ConfigResource[]) => ConfigResource[]> = new Map([
  [
    'gateway-api/HTTPRouteReferenceGrant#2',
    (objects) => objects.filter(({ kind }) => kind !== 'ReferenceGrant'),
  ],
]);

async function run(testCase: GatewayApiCase): Promise<void> {
  const objects = readObjects(testCase, certificates);
  const present = await enter(objects);
  for (const request of testCase.requests) {
    if (request.verified === false) continue;
    const change = CHANGES.get(request.id);
    if (change !== undefined) await enter(change(objects));
    const port = await fleet.doorOf(request);
    checkAnswer(await sendRequest(port, request, certificates), request);
    await checkMirrors(present, request, port);
  }
  if (testCase.distribution !== undefined) await checkShares(testCase, testCase.distribution);
}

async function checkMirrors(present: readonly EchoBackend[], request: GatewayApiRequest, port: number) {
  const path = request.request?.path ?? '';
  for (const { name, percent } of request.expected.mirroredTo ?? []) {
    const mirror = present.find((backend) => backend.name === name);
    const copies = () => mirror?.seen.get(path)?.length ?? 0;
    if (percent === undefined) {
      await waitFor(
        () => copies() === 1,
        () => `${request.id}: a copy at ${name}`,
      );
      continue;
    }
    await sendMany(port, request, SAMPLES);
    const isWithin = () => Math.abs(copies() / SAMPLES - percent / 100) < TOLERANCE;
    await waitFor(isWithin, () => `${request.id}: ${percent} % at ${name}, now ${copies()} of ${SAMPLES}`);
  }
}

async function checkShares({ id, requests }: GatewayApiCase, shares: Readonly<Record<string, number>>) {
  const [request] = requests;
  if (request === undefined) return;
  const answers = await sendMany(await fleet.doorOf(request), request, SAMPLES);
  for (const [name, share] of Object.entries(shares)) {
    const hits = answers.filter(({ echo }) => echo?.backend === name).length;
    expect(Math.abs(hits / SAMPLES - share), `${id}: ${name} got ${hits} of ${SAMPLES}`).toBeLessThan(
      TOLERANCE,
    );
  }
}

async function sendMany(port: number, request: GatewayApiRequest, count: number) {
  const rounds = Array.from({ length: count / AT_ONCE }, () => 0);
  const answers = [];
  for (const _ of rounds) {
    const batch = Array.from({ length: AT_ONCE }, () => sendRequest(port, request, certificates));
    answers.push(...(await Promise.all(batch)));
  }
  return answers;
}

const files = readSuite('gateway-api');

describe.skipIf(files === undefined)("agents answer the Gateway API's own conformance cases", () => {
  beforeAll(() => {
    certificates = createCertificates();
  });
  afterAll(async () => {
    closeConnections();
    await fleet.stop();
    for (const backend of backends.values()) backend.close();
  });
  const cases = (files ?? []).flatMap(
    (file) => z.object({ cases: z.array(gatewayApiCase) }).parse(file).cases,
  );
  const sent = cases.filter(({ requests, verified }) => verified !== false && requests.length > 0);
  it.each(sent)('$id', run, LONGEST_MS);
});
