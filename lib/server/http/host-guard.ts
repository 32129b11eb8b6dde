import { isIP } from 'node:net';
import { isLoopback } from '../config/is-loopback';

/** Whether a request may name this host. */
export type HostGuard = (host: string | undefined) => boolean;

/**
 * Against DNS rebinding: a page of another site can point its own name at this machine and then read answers as if they
 * were its own. So a console on loopback answers only to loopback names and to those that were allowed. A console on
 * another address always has a sign-in, whose cookie such a page never gets; it is only bound to names when some are given.
 */
export function createHostGuard(bind: string, allowedHosts: readonly string[]): HostGuard {
  const allowed = new Set([bind.toLowerCase(), ...allowedHosts]);
  const acceptsAny = !isLoopback(bind) && allowedHosts.length === 0;
  return (host) => {
    const name = hostName(host);
    if (name === undefined) return false;
    return acceptsAny || isLoopback(name) || allowed.has(name) || (!isLoopback(bind) && isIP(name) !== 0);
  };
}

/** The name or address of a Host header, without port and brackets; undefined when it is none. */
export function hostName(host: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:/?#@\s]+))(?::\d{1,5})?$/.exec(host ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}
