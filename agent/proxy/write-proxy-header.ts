import { parseAddress } from '../../lib/mesh/access/ip-block';
import type { ProxyProtocolVersion } from '../../lib/mesh/routing/effective-traffic-policy';
import { addressOf, portOf } from '../access/client-address';

/** Both ends of a client's connection as `address:port`. */
export interface ClientAddresses {
  readonly downstreamRemoteAddress: string;
  readonly downstreamLocalAddress: string;
}

interface Place {
  bytes: readonly number[];
  port: number;
}

const SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');
const LOCAL = 0x20;
const PROXY = 0x21;
const TCP_OVER_IPV4 = 0x11;
const TCP_OVER_IPV6 = 0x21;
const IPV4_BYTES = 4;
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/**
 * The first bytes of a connection that is made for a client (PROXY protocol): where it came from and what it called. Of
 * no client, or one without an address (a Unix socket), the server learns that there is nothing to know.
 */
export function writeProxyHeader(version: ProxyProtocolVersion, client: ClientAddresses | undefined): Buffer {
  const source = readPlace(client?.downstreamRemoteAddress);
  const target = readPlace(client?.downstreamLocalAddress);
  if (source === undefined || target === undefined) return writeUnknown(version);
  // One header has one family: an IPv4 address beside one of IPv6 is written as IPv6 has it.
  const isIpv4 = source.bytes.length === IPV4_BYTES && target.bytes.length === IPV4_BYTES;
  const places = isIpv4 ? ([source, target] as const) : ([toIpv6(source), toIpv6(target)] as const);
  return version === 'V1' ? writeText(isIpv4, ...places) : writeBinary(isIpv4, ...places);
}

function writeUnknown(version: ProxyProtocolVersion): Buffer {
  return version === 'V1'
    ? Buffer.from('PROXY UNKNOWN\r\n', 'latin1')
    : Buffer.concat([SIGNATURE, Buffer.from([LOCAL, 0, 0, 0])]);
}

function writeText(isIpv4: boolean, source: Place, target: Place): Buffer {
  const places = `${formatAddress(source)} ${formatAddress(target)} ${source.port} ${target.port}`;
  return Buffer.from(`PROXY ${isIpv4 ? 'TCP4' : 'TCP6'} ${places}\r\n`, 'latin1');
}

function writeBinary(isIpv4: boolean, source: Place, target: Place): Buffer {
  const places = Buffer.from([...source.bytes, ...target.bytes, 0, 0, 0, 0]);
  places.writeUInt16BE(source.port, places.length - 4);
  places.writeUInt16BE(target.port, places.length - 2);
  const family = isIpv4 ? TCP_OVER_IPV4 : TCP_OVER_IPV6;
  return Buffer.concat([SIGNATURE, Buffer.from([PROXY, family, 0, places.length]), places]);
}

function readPlace(hostPort: string | undefined): Place | undefined {
  const address = hostPort === undefined ? undefined : parseAddress(addressOf(hostPort));
  return address && { bytes: address.bytes, port: portOf(hostPort ?? '') };
}

function toIpv6({ bytes, port }: Place): Place {
  return { bytes: bytes.length === IPV4_BYTES ? [...MAPPED, ...bytes] : bytes, port };
}

function formatAddress({ bytes }: Place): string {
  if (bytes.length === IPV4_BYTES) return bytes.join('.');
  const groups = Array.from(
    { length: 8 },
    (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0),
  );
  // The short form of RFC 5952 is what everything that knows URLs writes.
  return new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]`).hostname.slice(1, -1);
}
