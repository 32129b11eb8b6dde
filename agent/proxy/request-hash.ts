import type { HashKey } from '../../lib/mesh/routing/effective-traffic-policy';
import { findQueryValue } from '../../lib/mesh/routing/query-value';
import { hashText } from '../../lib/mesh/traffic/hash-text';
import { findCookie } from './cookie';
import type { ExchangeView } from './exchange-view';

/** What consistent hashing knows of a request: its hash, and the cookie that will make the next one the same. */
export interface RequestHash {
  readonly hash: number | undefined;
  readonly setCookie: string | undefined;
}

/** The hash of what tells clients apart; undefined when the request does not carry it. */
export function hashRequest(key: HashKey, exchange: ExchangeView): RequestHash {
  if (key.kind === 'cookie') return hashCookie(key, exchange);
  const value = readKey(key, exchange);
  return { hash: value === undefined ? undefined : hashText(value), setCookie: undefined };
}

function readKey(key: Exclude<HashKey, { kind: 'cookie' }>, exchange: ExchangeView): string | undefined {
  const { record, request } = exchange;
  switch (key.kind) {
    case 'header':
      return request.headers.findNamed(key.name.toLowerCase());
    case 'source-ip':
      return record.downstreamRemoteAddress.slice(0, record.downstreamRemoteAddress.lastIndexOf(':'));
    case 'query':
      return findQueryValue(exchange.facts.query, key.name);
  }
}

/** A client without the cookie gets one, when the rule gives it a life; it stands for its connection. */
function hashCookie(key: Extract<HashKey, { kind: 'cookie' }>, exchange: ExchangeView): RequestHash {
  const { record, request } = exchange;
  const known = findCookie(request.headers.findNamed('cookie') ?? '', key.name);
  if (known !== undefined) return { hash: hashText(known), setCookie: undefined };
  if (key.ttlMs === undefined) return { hash: undefined, setCookie: undefined };
  const clientAndUs = record.downstreamRemoteAddress + record.downstreamLocalAddress;
  const value = [0, 1].map((seed) => hashText(clientAndUs, seed).toString(16).padStart(8, '0')).join('');
  const age = key.ttlMs === 0 ? '' : `; Max-Age=${Math.floor(key.ttlMs / 1000)}`;
  const path = key.path === '' ? '' : `; Path=${key.path}`;
  return {
    hash: hashText(value),
    setCookie: `${key.name}="${value}"${age}${path}; HttpOnly${attributesOf(key)}`,
  };
}

/** Attributes beside those that every cookie gets here; HttpOnly once. */
function attributesOf({ attributes }: Extract<HashKey, { kind: 'cookie' }>): string {
  return attributes
    .filter(({ name }) => name.toLowerCase() !== 'httponly')
    .map(({ name, value }) => (value === '' ? `; ${name}` : `; ${name}=${value}`))
    .join('');
}
