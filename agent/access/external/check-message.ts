import { encodeBytes, readFields } from '../../proxy/protobuf-struct';
import {
  type ExternalQuestion,
  type ExternalVerdict,
  type HeaderPair,
  PARTIAL_BODY,
  type QuestionPeer,
} from './external-question';

/** `envoy.service.auth.v3.CheckRequest`, as Envoy fills it: https://github.com/envoyproxy/envoy/blob/main/api/envoy/service/auth/v3. */
export function encodeCheck(question: ExternalQuestion, packsBytes = false): Buffer {
  const { destination, http, serverName, source } = question;
  const attributes = join(
    message(1, encodePeer(source)),
    message(2, encodePeer(destination)),
    ...(http === undefined ? [] : [message(4, message(2, encodeHttp(http, packsBytes)))]),
    ...(serverName === '' ? [] : [message(12, text(1, serverName))]),
  );
  return message(1, attributes);
}

/** Peer: address.socket_address, principal. */
function encodePeer({ address, port, principal }: QuestionPeer): Buffer {
  const socket = join(text(2, address), varint(3, port));
  return join(message(1, message(1, socket)), text(4, principal));
}

function encodeHttp(http: NonNullable<ExternalQuestion['http']>, packsBytes: boolean): Buffer {
  const { authority, body, headers, id, method, path, protocol, scheme } = http;
  const all: HeaderPair[] = [
    [':method', method],
    [':path', path],
    [':authority', authority],
    [':scheme', scheme],
    ...headers,
    ...(body === undefined ? [] : [[PARTIAL_BODY, String(body.isPart)] as const]),
  ];
  const byName = new Map<string, string>();
  for (const [name, value] of all) {
    const known = byName.get(name);
    byName.set(name, known === undefined ? value : `${known},${value}`);
  }
  return join(
    text(1, id),
    text(2, method),
    ...[...byName].map(([name, value]) => message(3, join(text(1, name), text(2, value)))),
    text(4, path),
    text(5, authority),
    text(6, scheme),
    ...(body === undefined ? [] : [varint(9, body.bytes.length)]),
    text(10, protocol),
    ...(body === undefined ? [] : [encodeBody(body.bytes, packsBytes)]),
  );
}

/** Text of protobuf is UTF-8: what is not is replaced. */
function encodeBody(bytes: Buffer, packsBytes: boolean): Buffer {
  return packsBytes ? message(12, bytes) : text(11, bytes.toString('utf8'));
}

const DENIED = 403;

/** What a `CheckResponse` says; bytes that are none are an error. */
export function decodeCheck(bytes: Buffer): ExternalVerdict {
  let code = 0;
  let denied: Buffer | undefined;
  let ok: Buffer | undefined;
  const isWhole = readFields(bytes, (tag, content) => {
    if (tag === tagOf(1) && content !== undefined) code = readNumber(content, 1) ?? 0;
    if (tag === tagOf(2)) denied = content;
    if (tag === tagOf(3)) ok = content;
    return true;
  });
  if (!isWhole) return { kind: 'error' };
  return code === 0 ? decodeOk(ok ?? Buffer.alloc(0)) : decodeDenied(denied ?? Buffer.alloc(0));
}

function decodeOk(bytes: Buffer): ExternalVerdict {
  const removed = readAll(bytes, 5).map((name) => name.toString().toLowerCase());
  return { kind: 'ok', headers: readHeaders(bytes, 2), clientHeaders: readHeaders(bytes, 6), removed };
}

function decodeDenied(bytes: Buffer): ExternalVerdict {
  const [status] = readAll(bytes, 1);
  const [body] = readAll(bytes, 3);
  const code = status === undefined ? undefined : readNumber(status, 1);
  return {
    kind: 'denied',
    status: code === undefined || code < 200 || code > 599 ? DENIED : code,
    headers: readHeaders(bytes, 2),
    body: body?.toString() ?? '',
  };
}

/** HeaderValueOption: header {key, value, raw_value}. */
function readHeaders(bytes: Buffer, field: number): HeaderPair[] {
  return readAll(bytes, field).flatMap((option): HeaderPair[] => {
    const [header] = readAll(option, 1);
    if (header === undefined) return [];
    const [name] = readAll(header, 1);
    const [value] = [...readAll(header, 2), ...readAll(header, 3)];
    const pair: HeaderPair = [name?.toString().toLowerCase() ?? '', value?.toString() ?? ''];
    return isHeader(pair) ? [pair] : [];
  });
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const LINE_BREAKER = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** What an authorizer says is written on the wire: it must stay one line. */
function isHeader([name, value]: HeaderPair): boolean {
  return TOKEN.test(name) && !LINE_BREAKER.test(value);
}

function readAll(bytes: Buffer, field: number): Buffer[] {
  const found: Buffer[] = [];
  readFields(bytes, (tag, content) => {
    if (tag === tagOf(field) && content !== undefined) found.push(content);
    return true;
  });
  return found;
}

function readNumber(bytes: Buffer, field: number): number | undefined {
  let found: number | undefined;
  readFields(bytes, (tag, _, value) => {
    if (tag === field << 3) found = value;
    return true;
  });
  return found;
}

/** Of a length-delimited field. */
function tagOf(field: number): number {
  return (field << 3) | 2;
}

function message(field: number, bytes: Buffer): Buffer {
  return encodeBytes(tagOf(field), bytes);
}

function text(field: number, value: string): Buffer {
  return value === '' ? Buffer.alloc(0) : message(field, Buffer.from(value));
}

function varint(field: number, value: number): Buffer {
  const bytes = [field << 3];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

function join(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts);
}
