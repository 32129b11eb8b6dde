import { HOST } from '../http1/char-class';
import { Header } from '../http1/header-id';
import type { HttpFault } from '../http1/http-fault';
import type { RequestHead } from '../http1/request-head';

/** Whom a request is for and which path it asks there. */
export interface RequestTarget {
  readonly authority: string;
  /** Origin form, or `*`. */
  readonly path: string;
  /** The authority came in the target: Host is to be replaced by it (RFC 9112 3.2.2). */
  readonly isAbsolute: boolean;
}

const SLASH = 0x2f;

/** Reads the four forms of a request target (RFC 9112 3.2). */
export function readRequestTarget(head: RequestHead): RequestTarget | HttpFault {
  const { method, target } = head;
  if (method === 'CONNECT')
    return isAuthority(target) ? { authority: target, path: '', isAbsolute: true } : 'bad-target';
  if (target.charCodeAt(0) === SLASH || (target === '*' && method === 'OPTIONS')) {
    return { authority: head.headers.find(Header.host) ?? '', path: target, isAbsolute: false };
  }
  return readAbsolute(target, method);
}

function readAbsolute(target: string, method: string): RequestTarget | HttpFault {
  if (target.slice(0, 7).toLowerCase() !== 'http://') return 'bad-target';
  const end = findAuthorityEnd(target);
  const authority = target.slice(7, end);
  if (!isAuthority(authority)) return 'bad-target';
  const rest = target.slice(end);
  if (rest.charCodeAt(0) === SLASH) return { authority, path: rest, isAbsolute: true };
  const path = rest === '' && method === 'OPTIONS' ? '*' : `/${rest}`;
  return { authority, path, isAbsolute: true };
}

function findAuthorityEnd(target: string): number {
  for (let i = 7; i < target.length; i++) {
    const char = target[i];
    if (char === '/' || char === '?') return i;
  }
  return target.length;
}

function isAuthority(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (HOST[text.charCodeAt(i)] !== 1) return false;
  return text.length > 0;
}
