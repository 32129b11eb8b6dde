import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import { composePeerStruct, readPeerStruct } from '../proxy/peer-metadata';
import { decodeStruct, encodeBytes, encodeStruct, readFields } from '../proxy/protobuf-struct';
import { awaitFirstBytes } from '../tls/await-first-bytes';

/** Istio's TCP metadata exchange: before the first byte of the app's each proxy tells the other who it is. */
const ALPN = 'istio-peer-exchange';
const MAGIC = 0x3d230467;
const HEADER_BYTES = 8;
/** A peer that says more than this is none. */
const LONGEST_BYTES = 64 * 1024;
const METADATA = 'x-envoy-peer-metadata';
const METADATA_ID = 'x-envoy-peer-metadata-id';
const TYPE_URL = 0x0a;
const VALUE = 0x12;

/** Whether both sides of a connection have agreed to introduce themselves. */
export function exchangesPeers(socket: Socket): boolean {
  return (socket as Partial<TLSSocket>).alpnProtocol === ALPN;
}

/** What a proxy says first: magic, length, and an Any with the Struct of its metadata. */
export function composeGreeting(identity: WorkloadIdentity, instance: string): Buffer {
  const struct = encodeStruct({
    [METADATA]: composePeerStruct(identity, instance),
    [METADATA_ID]: `sidecar~${instance}~${identity.workload}.${identity.namespace}`,
  });
  const any = Buffer.concat([
    encodeBytes(TYPE_URL, Buffer.from('type.googleapis.com/google.protobuf.Struct')),
    encodeBytes(VALUE, struct),
  ]);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(MAGIC, 0);
  header.writeUInt32BE(any.length, 4);
  return Buffer.concat([header, any]);
}

/** Takes the other proxy's greeting off the socket; undefined when it gives none. What follows stays for who reads next. */
export function readGreeting(
  socket: Socket,
  limitMs: number,
  onPeer: (peer: WorkloadIdentity | undefined) => void,
): void {
  awaitFirstBytes(
    socket,
    limitMs,
    (bytes) => {
      const length = bytes === undefined ? 0 : lengthOf(bytes);
      if (bytes === undefined || length === 0 || bytes.length < length) {
        onPeer(undefined);
        return;
      }
      const greeting = socket.read(length) as Buffer | null;
      onPeer(greeting === null ? undefined : parsePeer(greeting.subarray(HEADER_BYTES)));
    },
    (bytes) => bytes.length >= HEADER_BYTES && bytes.length >= lengthOf(bytes),
  );
}

/** Of the whole greeting; 0 when these bytes begin none. */
function lengthOf(bytes: Buffer): number {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32BE(0) !== MAGIC) return 0;
  const length = bytes.readUInt32BE(4);
  return length > LONGEST_BYTES ? 0 : HEADER_BYTES + length;
}

function parsePeer(any: Buffer): WorkloadIdentity | undefined {
  let struct: Buffer | undefined;
  readFields(any, (tag, content) => {
    if (tag === VALUE) struct = content;
    return true;
  });
  const metadata = struct === undefined ? undefined : decodeStruct(struct)?.[METADATA];
  return metadata === undefined || typeof metadata === 'string' ? undefined : readPeerStruct(metadata);
}
