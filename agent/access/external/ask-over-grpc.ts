import type { ClientHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { nodeHttp2 } from '../../http2/node-http2';
import { openConnection } from '../../http2/open-connection';
import { joinHostPort } from '../../proxy/split-authority';
import { decodeCheck, encodeCheck } from './check-message';
import { connectionKeyOf } from './connection-key';
import type { ExternalAuthorizer } from './external-authorizer';
import type { AuthorizerAddress, ExternalQuestion, ExternalVerdict, ResolveHost } from './external-question';

const PATH = '/envoy.service.auth.v3.Authorization/Check';
const LONGEST_ANSWER = 64 * 1024;
/** Compression flag and length. */
const PREFIX_BYTES = 5;

/** One connection an authorizer, for as long as it lasts. */
const sessions = new Map<string, Promise<ClientHttp2Session>>();

/** Asks by a call of gRPC; every failure is a verdict, too. */
export async function askOverGrpc(
  authorizer: ExternalAuthorizer,
  question: ExternalQuestion,
  resolve: ResolveHost,
): Promise<ExternalVerdict> {
  try {
    const session = await obtainSession(resolve(authorizer.host, authorizer.port), authorizer.timeoutMs);
    return await ask(session, authorizer, question);
  } catch {
    return { kind: 'error' };
  }
}

function ask(
  session: ClientHttp2Session,
  authorizer: ExternalAuthorizer,
  question: ExternalQuestion,
): Promise<ExternalVerdict> {
  return new Promise((settle) => {
    const fail = () => settle({ kind: 'error' });
    const call = session.request({
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
    call.end(frame(encodeCheck(question, authorizer.body?.asBytes === true)));
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

/** The session in use, or a new one; whoever asks meanwhile waits for the same. */
function obtainSession(target: AuthorizerAddress, timeoutMs: number): Promise<ClientHttp2Session> {
  const key = connectionKeyOf(target);
  const known = sessions.get(key);
  if (known !== undefined) return known;
  const opening = new Promise<ClientHttp2Session>((resolve, reject) => {
    openConnection(target, { connectTimeoutMs: timeoutMs, keepAlive: undefined }, 'http2', {
      onOpen: (socket) => resolve(startSession(socket, () => forget())),
      onFailure: ({ reason }) => reject(new Error(reason)),
    });
  });
  const forget = () => {
    if (sessions.get(key) === opening) sessions.delete(key);
  };
  sessions.set(key, opening);
  opening.catch(forget);
  return opening;
}

function startSession(socket: Socket, forget: () => void): ClientHttp2Session {
  const session = nodeHttp2().connect('http://authorizer', { createConnection: () => socket });
  // Its calls hear of it, too.
  session.on('error', forget);
  session.on('goaway', forget);
  session.on('close', forget);
  session.unref();
  return session;
}
