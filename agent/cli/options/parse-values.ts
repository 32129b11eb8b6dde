import type { ListenAddress } from '../../proxy/listener';

const HIGHEST_PORT = 65_535;
const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export function parseText(text: string): string {
  if (text === '') throw new Error('must not be empty');
  return text;
}

/** A name as Kubernetes takes it, because it becomes part of a host. */
export function parseName(text: string): string {
  if (!NAME.test(text)) {
    throw new Error('a name has 1 to 63 lower-case letters, digits and dashes, for instance "orders"');
  }
  return text;
}

export function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 1 && port <= HIGHEST_PORT)) throw new Error(`a port is a number from 1 to ${HIGHEST_PORT}`);
  return port;
}

/** A port where 0 lets the system choose. */
export function parseListenPort(text: string): number {
  return text === '0' ? 0 : parsePort(text);
}

/** `HOST:PORT`, `[::1]:PORT`, or `:PORT` and `PORT` on loopback. */
export function parseListenAddress(text: string): ListenAddress {
  const match = /^(?:\[([^\]]+)\]|([^:]*)):(\d+)$/.exec(text) ?? /^()()(\d+)$/.exec(text);
  if (match === null) throw new Error('an address is HOST:PORT, for instance 127.0.0.1:8080');
  const host = match[1] || match[2] || '127.0.0.1';
  return { host, port: parseListenPort(match[3] ?? '') };
}

/** `HOST:PORT` of something that listens already. */
export function parseAddress(text: string): ListenAddress {
  const address = parseListenAddress(text);
  if (address.port === 0) throw new Error('the port must be known');
  return address;
}

export function parsePair(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new Error('write KEY=VALUE');
  return [text.slice(0, equals), text.slice(equals + 1)];
}

export function parseHttpUrl(text: string): string {
  const url = URL.parse?.(text) ?? tryUrl(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Error('an address like http://127.0.0.1:4170');
  }
  return url.origin;
}

const UNITS: Record<string, number> = { '': 1, b: 1, k: 1_024, m: 1_024 ** 2, g: 1_024 ** 3 };

/** `16MiB`, `16m`, `16777216`. */
export function parseBytes(text: string): number {
  const match = /^(\d+)\s*([kmg]?)(?:i?b)?$/i.exec(text);
  if (match === null) throw new Error('a size is a number with an optional unit, for instance 16MiB');
  return Number(match[1]) * (UNITS[(match[2] ?? '').toLowerCase()] ?? 1);
}

const TIMES: Record<string, number> = { ms: 1, s: 1_000, m: 60_000 };

/** `500ms`, `10s`, `1m`; answers milliseconds. */
export function parseDuration(text: string): number {
  const match = /^(\d+)(ms|s|m)$/.exec(text);
  if (match === null) throw new Error('a time is a number with a unit, for instance 500ms, 10s or 1m');
  return Number(match[1]) * (TIMES[match[2] ?? ''] ?? 1);
}

export function parseOneOf<T extends string>(...choices: readonly T[]): (text: string) => T {
  return (text) => {
    const choice = choices.find((one) => one === text);
    if (choice === undefined) throw new Error(`must be one of ${choices.join(', ')}`);
    return choice;
  };
}

function tryUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
