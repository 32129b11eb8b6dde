import type { RouteConfig, VirtualHost } from './route-table';

/** The virtual host that answers for an authority: exact names before longer wildcards before `*`. */
export function findVirtualHost(config: RouteConfig, authority: string): VirtualHost | undefined {
  const host = hostOf(authority);
  const exact = config.exact.get(host);
  if (exact !== undefined) return exact;
  return findByWildcard(config, host) ?? config.any;
}

/** A wildcard stands for one character at least; walking from the left tries the longest suffix first. */
function findByWildcard({ wildcards }: RouteConfig, host: string): VirtualHost | undefined {
  if (wildcards.size === 0) return undefined;
  for (let start = 1; start < host.length; start++) {
    const found = wildcards.get(host.slice(start));
    if (found !== undefined) return found;
  }
  return undefined;
}

function hostOf(authority: string): string {
  const colon = authority.lastIndexOf(':');
  const hasPort = colon > 0 && !authority.endsWith(']') && authority.indexOf(':') === colon;
  const inBrackets = authority.startsWith('[') && colon > authority.indexOf(']');
  const host = hasPort || inBrackets ? authority.slice(0, colon) : authority;
  return host.toLowerCase();
}
