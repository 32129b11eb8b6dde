import {
  Client,
  credentials,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  compileMesh,
  createEndpoint,
  createService,
  startTestProxy,
  type TestProxy,
} from '@/test/support/agent/start-test-proxy';
import { waitFor } from '@/test/support/agent/wait-for';

const asBytes = (value: Buffer): Buffer => value;

function method(name: string, streams: { request?: boolean; response?: boolean } = {}) {
  const definition: MethodDefinition<Buffer, Buffer> = {
    path: `/test.Reviews/${name}`,
    requestStream: streams.request ?? false,
    responseStream: streams.response ?? false,
    requestSerialize: asBytes,
    requestDeserialize: asBytes,
    responseSerialize: asBytes,
    responseDeserialize: asBytes,
  };
  return definition;
}

const METHODS = {
  echo: method('Echo'),
  list: method('List', { response: true }),
  chat: method('Chat', { request: true, response: true }),
  hang: method('Hang'),
};

let app: Server;
let inbound: TestProxy;
let outbound: TestProxy;
let client: Client;
let cancelled = 0;
let hanging = 0;

/** A gRPC app behind an inbound proxy, and a gRPC client in front of an outbound one. */
beforeEach(async () => {
  cancelled = 0;
  hanging = 0;
  app = new Server();
  app.addService(METHODS, {
    echo: (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) => {
      const { request } = call;
      if (request.toString() === 'fail') done({ code: status.FAILED_PRECONDITION, details: 'not now' });
      else done(null, request);
    },
    list: (call: ServerWritableStream<Buffer, Buffer>) => {
      for (let i = 0; i < 5; i++) call.write(Buffer.alloc(100_000, i));
      call.end();
    },
    chat: (call: import('@grpc/grpc-js').ServerDuplexStream<Buffer, Buffer>) => {
      call.on('data', (message: Buffer) => call.write(Buffer.concat([message, message])));
      call.on('end', () => call.end());
    },
    hang: (call: ServerUnaryCall<Buffer, Buffer>) => {
      hanging++;
      call.on('cancelled', () => cancelled++);
    },
  });
  const appPort = await new Promise<number>((resolve, reject) =>
    app.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    ),
  );
  const service = {
    host: 'reviews.default.svc.cluster.local',
    name: 'reviews',
    namespace: 'default',
    port: 9080,
  };
  inbound = await startTestProxy({
    inbound: {
      listen: { host: '127.0.0.1', port: 0 },
      app: { host: '127.0.0.1', port: appPort },
      service,
      protocol: 'http2',
    },
  });
  const reviews = createService('reviews', 9080, [createEndpoint(inbound.inboundPort)]);
  outbound = await startTestProxy({
    routingTable: compileMesh({ services: [{ ...reviews, protocol: 'grpc' }] }),
  });
  client = new Client(`127.0.0.1:${outbound.outboundPort}`, credentials.createInsecure(), {
    'grpc.default_authority': 'reviews:9080',
  });
});

afterEach(() => {
  client.close();
  outbound.handle.close();
  inbound.handle.close();
  app.forceShutdown();
});

interface Answer {
  code: number;
  details: string;
  body: Buffer | undefined;
}

function echo(text: string): Promise<Answer> {
  return new Promise((resolve) => {
    client.makeUnaryRequest(METHODS.echo.path, asBytes, asBytes, Buffer.from(text), (error, body) =>
      resolve({ code: error?.code ?? 0, details: error?.details ?? '', body }),
    );
  });
}

describe('gRPC through two proxies', () => {
  it('answers a unary call and records status, messages and protocol on both sides', async () => {
    expect(await echo('hello')).toMatchObject({ code: 0, body: Buffer.from('hello') });
    for (const record of [await outbound.record(0), await inbound.record(0)]) {
      expect(record).toMatchObject({
        protocol: 'HTTP/2',
        path: '/test.Reviews/Echo',
        responseCode: 200,
        flags: '-',
        grpcStatus: '0',
        requestMessages: 1,
        responseMessages: 1,
      });
    }
    expect((await outbound.record(0)).peer?.workload).toBe('reviews-v1');
  });

  it('hands an error status through and records it', async () => {
    expect(await echo('fail')).toMatchObject({ code: status.FAILED_PRECONDITION, details: 'not now' });
    expect(await outbound.record(0)).toMatchObject({ responseCode: 200, grpcStatus: '9' });
  });

  it('streams large messages from the server and counts them', async () => {
    const call = client.makeServerStreamRequest(METHODS.list.path, asBytes, asBytes, Buffer.from('all'));
    const sizes: number[] = [];
    for await (const message of call) sizes.push((message as Buffer).length);
    expect(sizes).toEqual([100_000, 100_000, 100_000, 100_000, 100_000]);
    expect(await outbound.record(0)).toMatchObject({
      grpcStatus: '0',
      requestMessages: 1,
      responseMessages: 5,
    });
  });

  it('carries both directions of one stream at once', async () => {
    const call = client.makeBidiStreamRequest(METHODS.chat.path, asBytes, asBytes);
    const answers: string[] = [];
    call.on('data', (message: Buffer) => answers.push(message.toString()));
    for (const word of ['a', 'b', 'c']) {
      const before = answers.length;
      call.write(Buffer.from(word));
      await waitFor(
        () => answers.length > before,
        () => `an answer to ${word}`,
      );
    }
    const ended = new Promise<void>((resolve) => call.on('end', resolve));
    call.end();
    await ended;
    expect(answers).toEqual(['aa', 'bb', 'cc']);
    expect(await inbound.record(0)).toMatchObject({
      requestMessages: 3,
      responseMessages: 3,
      grpcStatus: '0',
    });
  });

  it('cancels at the app what its client cancels', async () => {
    const code = new Promise<number | undefined>((resolve) => {
      const done = (error: { code?: number } | null) => resolve(error?.code);
      const call = client.makeUnaryRequest(METHODS.hang.path, asBytes, asBytes, Buffer.from('wait'), done);
      void waitFor(
        () => hanging === 1,
        () => 'the call is at the app',
      ).then(() => call.cancel());
    });
    expect(await code).toBe(status.CANCELLED);
    expect(await outbound.record(0)).toMatchObject({ flags: 'DC', responseCode: 0 });
    await waitFor(
      () => cancelled === 1,
      () => 'the app hears of it',
    );
  });

  it('tells gRPC clients in their own words when there is nobody to ask', async () => {
    app.forceShutdown();
    const answer = await echo('hello');
    expect(answer.code).toBe(status.UNAVAILABLE);
    expect(answer.details).toContain('upstream connect error');
    expect(await outbound.record(0)).toMatchObject({ grpcStatus: '14' });
  });
});
