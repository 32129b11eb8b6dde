import { isSubsetHost, isWildcardHost } from '../../config/host-name';
import type { PreparedVirtualService } from '../virtual-service/prepared-virtual-service';

/** Which VirtualService a service belongs to, where several name it by wildcards. */
export interface WildcardOwners {
  /** Whether nobody names the service more specifically than `virtualService` does by `host`. */
  isOwner(service: string, host: string, virtualService: PreparedVirtualService): boolean;
}

/** An exact host goes before every wildcard, a longer wildcard before a shorter one, whatever their age. */
export function createWildcardOwners(virtualServices: readonly PreparedVirtualService[]): WildcardOwners {
  const exact = new Set<string>();
  const wildcards = new Set<string>();
  for (const { hosts } of virtualServices) {
    for (const host of hosts) (isWildcardHost(host) ? wildcards : exact).add(host);
  }
  return {
    isOwner(service, host) {
      if (!isWildcardHost(host)) return true;
      if (exact.has(service)) return false;
      for (const other of wildcards) {
        if (other.length > host.length && isSubsetHost(service, other)) return false;
      }
      return true;
    },
  };
}
