import type { IncomingHttpHeaders } from 'node:http2';
import { describe, expect, it } from 'vitest';
import {
  answerTrailersOnly,
  answerWithTrailers,
  askHttp2,
  closeAfterEach,
  GRPC,
  type OnStream,
  openHttp2,
  startHttp2App,
  startProxyForTest,
} from '@/test/support/agent/http2-world';
import { compileMesh, createEndpoint, createService } from '@/test/support/agent/start-test-proxy';
import { waitFor } from '@/test/support/agent/wait-for';

closeAfterEach();

const rule = (http: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: default }
spec: { hosts: [reviews], http: [{ ${http} route: [{ destination: { host: reviews } }] }] }
`;

/** A caller's sidecar in front of gRPC apps that answer so; without rules of its own. */
async function startCaller(onStreams: readonly OnStream[], yaml = '') {
  const seen: IncomingHttpHeaders[] = [];
  const ports = await Promise.all(
    onStreams.map((onStream) =>
      startHttp2App((stream, headers) => {
        seen.push(headers);
        onStream(stream, headers);
      }),
    ),
  );
  const reviews = createService(
    'reviews',
    9080,
    ports.map((port) => createEndpoint(port)),
  );
  const proxy = await startProxyForTest({
    routingTable: compileMesh({ services: [{ ...reviews, protocol: 'grpc' }], yaml }),
  });
  const session = openHttp2(proxy.outboundPort);
  const ask = (headers: Record<string, string> = {}) => askHttp2(session, { ...GRPC, ...headers });
  return { ask, proxy, seen };
}

const hang: OnStream = () => undefined;
const fine: OnStream = (stream) => answerWithTrailers(stream, 0);

describe('grpc-timeout', () => {
  it('ends a call that its route would let run, as Envoy words it', async () => {
    const { ask, proxy } = await startCaller([hang]);
    const answer = await ask({ 'grpc-timeout': '30m' });
    expect(answer.headers).toMatchObject({ ':status': 200, 'grpc-status': '14' });
    expect(answer.headers['grpc-message']).toBe('upstream request timeout');
    expect(await proxy.record(0)).toMatchObject({
      flags: 'UT',
      details: 'response_timeout',
      grpcStatus: '14',
    });
  });

  it("is bounded by the route's timeout, and the upstream is told what is left", async () => {
    const { ask, proxy, seen } = await startCaller([hang], rule('timeout: 30ms,'));
    await ask({ 'grpc-timeout': '1H' });
    expect(await proxy.record(0)).toMatchObject({ flags: 'UT' });
    expect(seen[0]).toMatchObject({ 'grpc-timeout': '30m', 'x-envoy-expected-rq-timeout-ms': '30' });
  });

  it('is shortened to that of one try', async () => {
    const { ask, seen } = await startCaller(
      [fine],
      rule('timeout: 20s, retries: { attempts: 2, perTryTimeout: 4s, retryOn: unavailable },'),
    );
    await ask({ 'grpc-timeout': '10S' });
    expect(seen[0]).toMatchObject({ 'grpc-timeout': '4000m', 'x-envoy-expected-rq-timeout-ms': '4000' });
  });

  it('is handed on unread where it is no time or the call is not of gRPC', async () => {
    const { ask, seen } = await startCaller([fine]);
    await ask({ 'grpc-timeout': 'soon' });
    await ask({ 'grpc-timeout': '1S', 'content-type': 'application/json' });
    expect(seen.map((headers) => headers['grpc-timeout'])).toEqual(['soon', '1S']);
  });

  it('gives way to the bound that a caller sets by header', async () => {
    const { ask, proxy, seen } = await startCaller([hang]);
    await ask({ 'grpc-timeout': '1H', 'x-envoy-upstream-rq-timeout-ms': '30' });
    expect(await proxy.record(0)).toMatchObject({ flags: 'UT' });
    expect(seen[0]).toMatchObject({ 'grpc-timeout': '30m' });
  });

  it("ends at the callee's side with DEADLINE_EXCEEDED, from the first byte on", async () => {
    let cancelled = 0;
    const appPort = await startHttp2App((stream) => stream.on('close', () => cancelled++));
    const proxy = await startProxyForTest({
      inbound: {
        listen: { host: '127.0.0.1', port: 0 },
        app: { host: '127.0.0.1', port: appPort },
        service: {
          host: 'reviews.default.svc.cluster.local',
          name: 'reviews',
          namespace: 'default',
          port: 9080,
        },
        protocol: 'http2',
      },
    });
    const answer = await askHttp2(openHttp2(proxy.inboundPort), { ...GRPC, 'grpc-timeout': '30m' });
    expect(answer.headers).toMatchObject({ ':status': 200, 'grpc-status': '4' });
    expect(await proxy.record(0)).toMatchObject({ details: 'max_duration_timeout', grpcStatus: '4' });
    await waitFor(
      () => cancelled === 1,
      () => 'the app hears of it',
    );
  });
});

describe('retries of gRPC', () => {
  it.each([
    ['cancelled', 1],
    ['deadline-exceeded', 4],
    ['resource-exhausted', 8],
    ['internal', 13],
    ['unavailable', 14],
  ])('repeat what %s names when the status is in the head', async (condition, status) => {
    let calls = 0;
    const failsOnce: OnStream = (stream) => answerTrailersOnly(stream, calls++ === 0 ? status : 0);
    const { ask, proxy, seen } = await startCaller(
      [failsOnce],
      rule(`retries: { attempts: 2, retryOn: ${condition} },`),
    );
    expect((await ask()).headers['grpc-status']).toBe('0');
    expect(seen).toHaveLength(2);
    expect(await proxy.record(0)).toMatchObject({ attempts: 2, grpcStatus: '0' });
  });

  it('leave other statuses alone, and those behind a message: the client has that already', async () => {
    const { ask, proxy } = await startCaller(
      [
        (stream, headers) =>
          headers.late === '1' ? answerWithTrailers(stream, 14) : answerTrailersOnly(stream, 5),
      ],
      rule('retries: { attempts: 2, retryOn: unavailable },'),
    );
    expect((await ask()).headers['grpc-status']).toBe('5');
    expect((await ask({ late: '1' })).trailers?.['grpc-status']).toBe('14');
    expect(await proxy.record(0)).toMatchObject({ attempts: 1, grpcStatus: '5' });
    expect(await proxy.record(1)).toMatchObject({ attempts: 1, grpcStatus: '14' });
  });
});

describe('outlier detection of gRPC', () => {
  const detection = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: default }
spec:
  host: reviews
  trafficPolicy:
    loadBalancer: { simple: ROUND_ROBIN }
    outlierDetection: { consecutive5xxErrors: 2, interval: 1h, baseEjectionTime: 1h, maxEjectionPercent: 100 }
`;
  const noRetries = rule('retries: { attempts: 0 },');

  it.each([
    ['2', true],
    ['13', true],
    ['14', true],
    ['5', false],
    ['8', false],
  ])('counts status %s in the head as HTTP would: %s', async (status, isEjected) => {
    const fails: OnStream = (stream) => answerTrailersOnly(stream, Number(status));
    const { ask, seen } = await startCaller([fails], `${noRetries}---\n${detection}`);
    await ask();
    await ask();
    const third = await ask();
    expect(seen).toHaveLength(isEjected ? 2 : 3);
    expect(third.headers['grpc-status']).toBe(isEjected ? '14' : status);
  });

  it('does not look at trailers, as Envoy does not', async () => {
    const fails: OnStream = (stream) => answerWithTrailers(stream, 14);
    const { ask, seen } = await startCaller([fails], `${noRetries}---\n${detection}`);
    for (let i = 0; i < 4; i++) await ask();
    expect(seen).toHaveLength(4);
  });
});
