import http2 from 'node:http2';
import type { RelayAnswer, RelayMessage } from './relay-message';

/** The two methods of OTLP over gRPC, as the same messages come by HTTP. */
const PATHS: Readonly<Record<string, string>> = {
  '/opentelemetry.proto.collector.trace.v1.TraceService/Export': '/v1/traces',
  '/opentelemetry.proto.collector.logs.v1.LogsService/Export': '/v1/logs',
};
/** A byte that says whether the message is packed, and four of its length. */
const PREFIX_BYTES = 5;
const TYPE = 'application/grpc';
/** google.rpc.Code of HTTP statuses; what may be sent again later is UNAVAILABLE, which exporters repeat. */
const CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 12,
  413: 3,
  415: 3,
  429: 14,
  503: 14,
};
const UNKNOWN = 2;

type Headers = http2.IncomingHttpHeaders;

export interface GrpcDoorDeps {
  take: (message: RelayMessage) => Promise<RelayAnswer>;
  isWelcome: (authority: string) => boolean;
  bodyBytes: number;
}

/**
 * OTLP over gRPC for applications beside the agent: a unary call is unwrapped into the same message over HTTP, so that what is
 * kept while the console is away is kept alike.
 */
export function createGrpcDoor(deps: GrpcDoorDeps): http2.Http2Server {
  const server = http2.createServer({
    maxSessionMemory: 32,
    settings: { maxConcurrentStreams: 16, maxHeaderListSize: 16_384 },
  });
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    serve(deps, stream, headers).then(
      (answer) => write(stream, answer),
      () => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR),
    );
  });
  return server;
}

async function serve(
  { take, isWelcome, bodyBytes }: GrpcDoorDeps,
  stream: http2.ServerHttp2Stream,
  headers: Headers,
): Promise<RelayAnswer> {
  const path = PATHS[headers[':path'] ?? ''];
  if (!isWelcome(headers[':authority'] ?? '')) return refusal(403, 'Not from a web page');
  if (path === undefined || headers['content-type']?.startsWith(TYPE) !== true)
    return refusal(404, `Applications call ${Object.keys(PATHS).join(' and ')}`);
  const framed = await readFrame(stream, bodyBytes);
  if (framed === undefined) return refusal(413, `A message has at most ${bodyBytes} bytes`);
  if (framed.length < PREFIX_BYTES || framed.readUInt32BE(1) !== framed.length - PREFIX_BYTES)
    return refusal(400, 'Cannot read the message: its length is not what its prefix says');
  const packing =
    framed[0] === 0 ? {} : { 'content-encoding': String(headers['grpc-encoding'] ?? 'identity') };
  return take({
    path,
    headers: { 'content-type': 'application/x-protobuf', ...packing },
    body: framed.subarray(PREFIX_BYTES),
    takenAtMs: Date.now(),
  });
}

/** Undefined for one that is too long. */
async function readFrame(stream: http2.ServerHttp2Stream, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most + PREFIX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function write(stream: http2.ServerHttp2Stream, { status, body }: RelayAnswer): void {
  if (stream.destroyed || stream.headersSent) return;
  const head = { ':status': 200, 'content-type': TYPE };
  if (status < 300) {
    const prefix = Buffer.alloc(PREFIX_BYTES);
    prefix.writeUInt32BE(body.length, 1);
    stream.respond(head, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(Buffer.concat([prefix, body]));
    return;
  }
  const failure = {
    'grpc-status': String(CODES[status] ?? UNKNOWN),
    'grpc-message': encodeURI(body.toString('utf8').trim()),
  };
  stream.respond({ ...head, ...failure }, { endStream: true });
  // What is still on its way is not read any more.
  stream.close(http2.constants.NGHTTP2_NO_ERROR);
}

function refusal(status: number, message: string): RelayAnswer {
  return { status, headers: {}, body: Buffer.from(message) };
}
