import type { HeaderBlock } from '../http1/header-block';
import { HEADER_NAMES, Header, type HeaderName } from '../http1/header-id';

/** What a message's Connection header asks for. */
export interface ConnectionOptions {
  readonly close: boolean;
  readonly keepAlive: boolean;
  readonly upgrade: boolean;
  /** Other options: names of headers meant for this hop alone, lower case. */
  readonly nominated: readonly string[];
}

const NONE: readonly string[] = [];
const DEFAULT: ConnectionOptions = { close: false, keepAlive: false, upgrade: false, nominated: NONE };
const KEEP_ALIVE: ConnectionOptions = { ...DEFAULT, keepAlive: true };
const CLOSE: ConnectionOptions = { ...DEFAULT, close: true };

export function readConnectionOptions(headers: HeaderBlock): ConnectionOptions {
  const value = headers.find(Header.connection);
  if (value === undefined) return DEFAULT;
  if (value === 'keep-alive' || value === 'Keep-Alive') return KEEP_ALIVE;
  if (value === 'close') return CLOSE;
  return parseOptions(headers.findList(Header.connection) ?? '');
}

function parseOptions(list: string): ConnectionOptions {
  const options = new Set(
    list
      .toLowerCase()
      .split(',')
      .map((option) => option.trim()),
  );
  const nominated = [...options].filter((option) => !KNOWN.has(option));
  return {
    close: options.has('close'),
    keepAlive: options.has('keep-alive'),
    upgrade: options.has('upgrade'),
    nominated,
  };
}

const KNOWN = new Set(['', 'close', 'keep-alive', 'upgrade', 'te']);

/** Headers of one hop (RFC 9110 7.6.1 and its predecessors); Transfer-Encoding is the framing's business. */
const HOP_BY_HOP = [
  Header.connection,
  Header.keepAlive,
  Header.proxyConnection,
  Header.proxyAuthenticate,
  Header.proxyAuthorization,
  Header.te,
  Header.upgrade,
  Header.http2Settings,
];

/** What no one may nominate away: routing, framing and what the mesh itself relies on. */
const PROTECTED: ReadonlySet<string> = new Set<HeaderName>([
  'host',
  'content-length',
  'transfer-encoding',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-request-id',
]);

const KNOWN_NAMES: ReadonlySet<string> = new Set(HEADER_NAMES);

/** Drops what was meant for the previous hop alone. */
export function dropHopByHop(headers: HeaderBlock, options: ConnectionOptions): void {
  for (let i = 0; i < HOP_BY_HOP.length; i++) headers.drop(HOP_BY_HOP[i] as number);
  for (const name of options.nominated) {
    if (PROTECTED.has(name)) continue;
    if (KNOWN_NAMES.has(name)) headers.drop(HEADER_NAMES.indexOf(name as HeaderName));
    else headers.dropNamed(name);
  }
}
