import {
  Client,
  credentials,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServerWritableStream,
} from '@grpc/grpc-js';

const asBytes = (value: Buffer): Buffer => value;

/** Methods that answer one message with as many as its first byte says; two, so that tests can tell calls apart. */
type Method = 'List' | 'Warm';

const methodOf = (name: Method): MethodDefinition<Buffer, Buffer> => ({
  path: `/test.Feed/${name}`,
  requestStream: false,
  responseStream: true,
  requestSerialize: asBytes,
  requestDeserialize: asBytes,
  responseSerialize: asBytes,
  responseDeserialize: asBytes,
});

/** A gRPC service of the test with one method that streams. */
export class GrpcApp {
  readonly port: number;
  private readonly server: Server;

  private constructor(server: Server, port: number) {
    this.server = server;
    this.port = port;
  }

  static async start(): Promise<GrpcApp> {
    const server = new Server();
    const list = (call: ServerWritableStream<Buffer, Buffer>): void => {
      for (let left = call.request[0] ?? 0; left > 0; left--) call.write(Buffer.from('next'));
      call.end();
    };
    server.addService({ list: methodOf('List'), warm: methodOf('Warm') }, { list, warm: list });
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      ),
    );
    return new GrpcApp(server, port);
  }

  close(): void {
    this.server.forceShutdown();
  }
}

/** Asks `authority` through the outbound listener at `address` for `messages` messages; how many came. */
export async function listMessages(
  address: string,
  authority: string,
  messages: number,
  method: Method = 'List',
): Promise<number> {
  const client = new Client(address, credentials.createInsecure(), { 'grpc.default_authority': authority });
  try {
    const call = client.makeServerStreamRequest(
      methodOf(method).path,
      asBytes,
      asBytes,
      Buffer.from([messages]),
    );
    let seen = 0;
    for await (const _ of call) seen++;
    return seen;
  } finally {
    client.close();
  }
}
