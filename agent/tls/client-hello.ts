/** What a client says in clear before a handshake. */
export interface ClientHello {
  /** Lower case; empty when it names none. */
  readonly serverName: string;
  readonly alpn: readonly string[];
}

const HANDSHAKE = 0x16;
const CLIENT_HELLO = 1;
const RECORD_HEADER = 5;
/** Envoy's bound of what its TLS inspector reads. */
const LONGEST = 64 * 1024;

/** The greeting at the start of `bytes`: `more` while it is not whole, `none` when these bytes are no TLS greeting. */
export function readClientHello(bytes: Buffer): ClientHello | 'more' | 'none' {
  const message = joinRecords(bytes);
  if (typeof message === 'string') return message;
  try {
    return readGreeting(message);
  } catch (error) {
    if (error instanceof RangeError) return 'none';
    throw error;
  }
}

/** A greeting may be spread over several records (RFC 8446, 5.1). */
function joinRecords(bytes: Buffer): Buffer | 'more' | 'none' {
  let message = Buffer.alloc(0);
  for (let at = 0; at <= LONGEST; ) {
    const record = readRecord(bytes, at);
    if (typeof record === 'string') return record;
    message = Buffer.concat([message, record.content]);
    if (message[0] !== CLIENT_HELLO) return 'none';
    const length = message.length < 4 ? LONGEST : message.readUIntBE(1, 3);
    if (message.length >= 4 + length) return message.subarray(4, 4 + length);
    if (!record.isWhole) return length > LONGEST ? 'none' : 'more';
    at = record.end;
  }
  return 'none';
}

/** The handshake record at `at`, as far as it is there; never an empty one. */
function readRecord(bytes: Buffer, at: number) {
  if (at >= bytes.length) return 'more';
  const isHandshake = bytes[at] === HANDSHAKE && (bytes.length === at + 1 || bytes[at + 1] === 3);
  if (!isHandshake) return 'none';
  if (bytes.length <= at + RECORD_HEADER) return 'more';
  const end = at + RECORD_HEADER + bytes.readUInt16BE(at + 3);
  const content = bytes.subarray(at + RECORD_HEADER, end);
  return content.length === 0 ? 'none' : { content, end, isWhole: end <= bytes.length };
}

function readGreeting(body: Buffer): ClientHello {
  // Version and random, then session id, cipher suites and compression methods.
  let at = 34;
  at += 1 + body.readUInt8(at);
  at += 2 + body.readUInt16BE(at);
  at += 1 + body.readUInt8(at);
  let serverName = '';
  let alpn: string[] = [];
  if (at === body.length) return { serverName, alpn };
  const end = at + 2 + body.readUInt16BE(at);
  if (end > body.length) throw new RangeError('extensions are longer than the greeting');
  at += 2;
  while (at < end) {
    const type = body.readUInt16BE(at);
    const length = body.readUInt16BE(at + 2);
    const content = body.subarray(at + 4, at + 4 + length);
    if (content.length < length) throw new RangeError('an extension is longer than the greeting');
    if (type === 0) serverName = readServerName(content);
    if (type === 16) alpn = readNames(content);
    at += 4 + length;
  }
  return { serverName, alpn };
}

function readServerName(content: Buffer): string {
  const type = content.readUInt8(2);
  const length = content.readUInt16BE(3);
  if (type !== 0 || 5 + length > content.length) throw new RangeError('no host name');
  return content.toString('latin1', 5, 5 + length).toLowerCase();
}

function readNames(content: Buffer): string[] {
  const names: string[] = [];
  for (let at = 2; at < content.length; at += 1 + content.readUInt8(at)) {
    names.push(content.toString('latin1', at + 1, at + 1 + content.readUInt8(at)));
  }
  return names;
}
