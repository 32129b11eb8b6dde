import type { ClientHttp2Session } from 'node:http2';
import { nodeHttp2 } from '../../http2/node-http2';
import { joinHostPort } from '../../proxy/split-authority';
import { decodeCheck, encodeCheck } from './check-message';
import type { ExternalAuthorizer } from './external-authorizer';
import type { ExternalQuestion, ExternalVerdict, ResolveHost } from './external-question';

const PATH = '/envoy.service.auth.v3.Authorization/Check';
const LONGEST_ANSWER = 64 * 1024;
/** Compression flag and length. */
const PREFIX_BYTES = 5;

/** One connection an authorizer, for as long as it lasts. */
const sessions = new Map<string, ClientHttp2Session>();

/** Asks by a call of gRPC; every failure is a verdict, too. */
export function askOverGrpc(
  authorizer: ExternalAuthorizer,
  question: ExternalQuestion,
  resolve: ResolveHost,
): Promise<ExternalVerdict> {
  const { address, port } = resolve(authorizer.host, authorizer.port);
  return new Promise((settle) => {
    const fail = () => settle({ kind: 'error' });
    const call = obtainSession(joinHostPort(address, port)).request({
      ':method': 'POST',
      ':path': PATH,
      ':authority': joinHostPort(authorizer.host, authorizer.port),
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const timer = setTimeout(() => call.close(nodeHttp2().constants.NGHTTP2_CANCEL), authorizer.timeoutMs);
    const chunks: Buffer[] = [];
    let bytes = 0;
    let status = '';
    const noteStatus = (headers: object) => {
      status = String((headers as { 'grpc-status'?: unknown })['grpc-status'] ?? status);
    };
    call.on('response', noteStatus);
    call.on('trailers', noteStatus);
    call.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LONGEST_ANSWER) call.close(nodeHttp2().constants.NGHTTP2_CANCEL);
      else chunks.push(chunk);
    });
    call.on('error', fail);
    call.on('close', () => {
      clearTimeout(timer);
      settle(status === '0' ? readAnswer(Buffer.concat(chunks)) : { kind: 'error' });
    });
    call.end(frame(encodeCheck(question)));
  });
}

function frame(message: Buffer): Buffer {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

/** One message, uncompressed: no other coding was offered. */
function readAnswer(bytes: Buffer): ExternalVerdict {
  const isWhole = bytes.length >= PREFIX_BYTES && bytes[0] === 0;
  const length = isWhole ? bytes.readUInt32BE(1) : -1;
  if (length !== bytes.length - PREFIX_BYTES) return { kind: 'error' };
  return decodeCheck(bytes.subarray(PREFIX_BYTES));
}

function obtainSession(hostPort: string): ClientHttp2Session {
  const known = sessions.get(hostPort);
  if (known !== undefined && !known.closed && !known.destroyed) return known;
  const session = nodeHttp2().connect(`http://${hostPort}`);
  const forget = () => {
    if (sessions.get(hostPort) === session) sessions.delete(hostPort);
  };
  // Its calls hear of it, too.
  session.on('error', forget);
  session.on('goaway', forget);
  session.on('close', forget);
  session.unref();
  sessions.set(hostPort, session);
  return session;
}
