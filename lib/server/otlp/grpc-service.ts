import http2 from 'node:http2';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError, isAppError } from '../../protocol/app-error';
import { ERROR_STATUS } from '../http/error-status';
import { SPAN_INTAKE_LIMITS } from '../span-intake/intake-limits';
import type { SpanIntake } from '../span-intake/span-intake';
import { encodeExportResponse, encodeStatus } from './encode-answer';
import { OTLP_SIGNALS } from './otlp-signal';
import { rpcCodeOf } from './rpc-code';

const unzip = promisify(gunzip);
const PREFIX_BYTES = 5;
const UNAVAILABLE = 14;

export interface GrpcServiceDeps {
  intake: SpanIntake;
  /** The namespace a sender may report for, undefined for all; rejects for nobody's token. */
  admit: (headers: http2.IncomingHttpHeaders) => Promise<string | undefined>;
  log: (line: string) => void;
}

/**
 * OTLP over gRPC: unary calls on plain HTTP/2. Written on Node's own http2: two methods with one message each way need
 * no gRPC library, and the bounds hold while a message arrives.
 */
export function createGrpcServer(deps: GrpcServiceDeps): http2.Http2Server {
  const server = http2.createServer({
    maxSessionMemory: 32,
    settings: { maxConcurrentStreams: 64, maxHeaderListSize: 16_384 },
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    serve(deps, stream, headers).catch((error: unknown) => {
      deps.log(`gRPC ${headers[':path']} failed: ${error instanceof Error ? error.stack : error}`);
      stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
    });
  });
  server.on('sessionError', () => {});
  return server;
}

async function serve(
  { intake, admit }: GrpcServiceDeps,
  stream: http2.ServerHttp2Stream,
  headers: http2.IncomingHttpHeaders,
): Promise<void> {
  if (headers['content-type']?.startsWith('application/grpc') !== true) {
    stream.respond({ ':status': 415 }, { endStream: true });
    return;
  }
  try {
    const signal = OTLP_SIGNALS.find(({ method }) => method === headers[':path']);
    if (signal === undefined) throw new AppError('not_found', `Nobody serves ${headers[':path']}`);
    const namespace = await admit(headers);
    const body = await readMessage(stream, headers['grpc-encoding']);
    const { rejected, reason } = await signal.take(intake, body, true, namespace);
    answer(stream, encodeExportResponse(rejected, reason));
  } catch (error) {
    if (!isAppError(error)) throw error;
    refuse(stream, error);
  }
}

async function readMessage(stream: http2.ServerHttp2Stream, encoding: unknown): Promise<Buffer> {
  const { packedBytes, unpackedBytes } = SPAN_INTAKE_LIMITS;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > packedBytes)
      throw new AppError('payload_too_large', `The message has more than ${packedBytes} bytes`);
    chunks.push(chunk);
  }
  const all = Buffer.concat(chunks);
  if (all.length < PREFIX_BYTES || all.readUInt32BE(1) !== all.length - PREFIX_BYTES) {
    throw new AppError('bad_request', 'Cannot read the message: its length is not what its prefix says');
  }
  const message = all.subarray(PREFIX_BYTES);
  if (all[0] === 0) return message;
  if (encoding !== 'gzip')
    throw new AppError('unsupported_media_type', `Cannot unpack "${encoding}": send gzip`);
  try {
    return await unzip(message, { maxOutputLength: unpackedBytes });
  } catch (error) {
    if (error instanceof RangeError)
      throw new AppError('payload_too_large', `The message has more than ${unpackedBytes} bytes unpacked`);
    throw new AppError('bad_request', `The message is no gzip: ${(error as Error).message}`);
  }
}

function answer(stream: http2.ServerHttp2Stream, message: Buffer): void {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(message.length, 1);
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(Buffer.concat([prefix, message]));
}

/** Trailers only. What may be sent again later is UNAVAILABLE with a RetryInfo: the form that exporters repeat. */
function refuse(stream: http2.ServerHttp2Stream, error: AppError): void {
  const status = ERROR_STATUS[error.code];
  const isForLater = status === 429 || status === 503;
  const code = isForLater ? UNAVAILABLE : rpcCodeOf(status);
  const details = isForLater
    ? {
        'grpc-status-details-bin': encodeStatus(
          code,
          error.message,
          SPAN_INTAKE_LIMITS.retrySeconds,
        ).toString('base64'),
      }
    : {};
  if (stream.headersSent || stream.destroyed) return;
  stream.respond(
    {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': String(code),
      'grpc-message': encodeURI(error.message),
      ...details,
    },
    { endStream: true },
  );
  // What is still on its way is not read any more.
  stream.close(http2.constants.NGHTTP2_NO_ERROR);
}
