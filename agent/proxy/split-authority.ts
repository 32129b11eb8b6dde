export interface HostAndPort {
  /** Lower case, without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Splits `host[:port]`; undefined when it is not one. */
export function splitAuthority(authority: string, defaultPort: number): HostAndPort | undefined {
  const isBracketed = authority.startsWith('[');
  const hostEnd = isBracketed ? authority.indexOf(']') + 1 : authority.indexOf(':');
  if (isBracketed && hostEnd === 0) return undefined;
  if (hostEnd === -1 || hostEnd === authority.length) {
    return createHostAndPort(authority, isBracketed, defaultPort);
  }
  if (authority[hostEnd] !== ':') return undefined;
  const digits = authority.slice(hostEnd + 1);
  if (digits.length > 5) return undefined;
  let port = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    port = port * 10 + digit;
  }
  if (digits === '') port = defaultPort;
  if (port < 1 || port > 65_535) return undefined;
  return createHostAndPort(authority.slice(0, hostEnd), isBracketed, port);
}

function createHostAndPort(host: string, isBracketed: boolean, port: number): HostAndPort | undefined {
  const bare = isBracketed ? host.slice(1, -1) : host;
  return bare === '' ? undefined : { host: bare.toLowerCase(), port };
}

const MAPPED = '::ffff:';

/** `address:port`, IPv6 in brackets; IPv4 in the form of IPv6, as sockets that take both tell it, as plain IPv4. */
export function joinHostPort(address: string, port: number): string {
  if (address.startsWith(MAPPED) && address.includes('.')) return `${address.slice(MAPPED.length)}:${port}`;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
