import { GRPC_STATUSES, GRPC_UNKNOWN } from '../../lib/mesh/traffic/grpc-status';
import { HeaderBlock } from '../http1/header-block';
import { formatHttpDate } from './http-date';
import type { LocalReply } from './local-reply';
import { statusReason } from './status-reason';

/** The proxy's own answer; the head becomes text once the layers are done with its headers. */
export interface ComposedReply {
  readonly code: number;
  readonly headers: HeaderBlock;
  readonly body: Uint8Array;
  /** Empty where the client does not speak gRPC. */
  readonly grpcStatus: string;
  head(mustClose: boolean): string;
}

/** An answer as its client reads it: gRPC has its status in headers and never a body. */
export function composeLocalReply(reply: LocalReply, isGrpc: boolean): ComposedReply {
  return isGrpc ? composeGrpc(reply) : composePlain(reply);
}

function composePlain({ body, code, contentType, headers }: LocalReply): ComposedReply {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const hasType = bytes.length === 0 || /^content-type:/im.test(headers ?? '');
  const type = contentType ?? (hasType ? '' : 'text/plain');
  const typeLine = type === '' ? '' : `content-type: ${type}\r\n`;
  return compose(code, `content-length: ${bytes.length}\r\n${typeLine}${headers ?? ''}`, bytes);
}

function composeGrpc({ body, code, grpcStatus, headers }: LocalReply): ComposedReply {
  const status = grpcStatus ?? GRPC_STATUSES[code] ?? GRPC_UNKNOWN;
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  const message = text === '' ? '' : `grpc-message: ${percentEncode(text)}\r\n`;
  const lines = `content-type: application/grpc\r\ngrpc-status: ${status}\r\n${message}content-length: 0\r\n`;
  return compose(200, lines + (headers ?? ''), NO_BYTES, String(status));
}

/** As gRPC over HTTP/2 has it for grpc-message: what is not printable ASCII, and the percent sign. */
function percentEncode(text: string): string {
  let encoded = '';
  for (const byte of Buffer.from(text)) {
    const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    encoded += isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

function compose(code: number, lines: string, body: Uint8Array, grpcStatus = ''): ComposedReply {
  const headers = new HeaderBlock(0);
  headers.reset('');
  headers.appendLines(`${lines}date: ${formatHttpDate()}\r\n`);
  return {
    code,
    headers,
    body,
    grpcStatus,
    head: (mustClose) =>
      `HTTP/1.1 ${code} ${statusReason(code)}\r\n${headers.lines()}${mustClose ? 'connection: close\r\n' : ''}\r\n`,
  };
}

const NO_BYTES = new Uint8Array(0);
