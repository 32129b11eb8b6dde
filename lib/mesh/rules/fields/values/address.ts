import { compileIpBlock } from '../../../access/ip-block';

/** Whether a text is an IPv4 or IPv6 address. */
export function isIpAddress(text: string): boolean {
  return !/[[\]/]/.test(text) && compileIpBlock(text) !== undefined;
}

/** What keeps a text from being an IP address. */
export function ipAddressProblem(text: string): string | undefined {
  return isIpAddress(text) ? undefined : `"${text}" is no IP address`;
}

/** What keeps a text from being an IP address or a CIDR range. */
export function ipBlockProblem(text: string): string | undefined {
  if (!text.includes('/')) return ipAddressProblem(text);
  const isBlock = !/[[\]%]|\/0\d/.test(text) && compileIpBlock(text) !== undefined;
  return isBlock ? undefined : `"${text}" is no range of addresses such as 10.0.0.0/8`;
}

/** What keeps a text from being a port number. */
export function portProblem(port: number | undefined): string | undefined {
  if (port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65_535) return undefined;
  return port === undefined
    ? 'The port number is missing'
    : `${port} is no port number; it must be 1 to 65535`;
}

export const UNIX_PREFIX = 'unix://';

/** What keeps a text after `unix://` from being a socket: an absolute path to a file, or an abstract name. */
export function unixSocketProblem(address: string): string | undefined {
  const path = address.slice(UNIX_PREFIX.length);
  if (path === '') return 'The path of the Unix socket is empty';
  if (path.startsWith('@')) return undefined;
  return path.startsWith('/') && !path.endsWith('/')
    ? undefined
    : `"${path}" is no absolute path to a socket`;
}

/** Host and port of `host:port` or `[::1]:port`; undefined when the text has no such form. */
export function splitHostPort(text: string): { host: string; port: string } | undefined {
  const match = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text);
  return match === null ? undefined : { host: match[1] ?? match[2] ?? '', port: match[3] ?? '' };
}
