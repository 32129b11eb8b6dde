import { isWildcardHost } from '../../config/host-name';
import { mayBeHttp } from '../../routing/services/port-protocol';
import { HOST_KINDS, type HostPort, hosts } from '../index/hosts';
import { VIRTUAL_SERVICE_KINDS, type VirtualServiceEntry, virtualServices } from '../index/virtual-services';
import { nameSome } from '../name-some';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';

export const protocolMismatch: Rule = {
  name: 'virtual-service/protocol-mismatch',
  codes: [],
  severity: 'warning',
  inputs: [...VIRTUAL_SERVICE_KINDS, ...HOST_KINDS],
  why: 'Sidecars take http rules for ports that speak HTTP, and tcp and tls rules for the others: these rules hold for no port.',
  docs: 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  check(snapshot, report) {
    for (const entry of snapshot.use(virtualServices)) {
      // A gateway goes by the protocol of its own servers.
      if (entry.gateways.size > 1 || !entry.gateways.has('mesh')) continue;
      const ports = portsOf(snapshot, entry);
      if (ports === undefined) continue;
      const { spec, resource } = entry;
      const [isAnyHttp, isAllHttp] = [ports.some(isHttp), ports.every(isSurelyHttp)];
      for (const field of ['http', 'tls', 'tcp'] as const) {
        if ((spec[field] ?? []).length === 0 || !(field === 'http' ? !isAnyHttp : isAllHttp)) continue;
        const list = nameSome(ports.map(({ number, speaks }) => `${number} (${speaks})`));
        report(resource, {
          path: `spec.${field}`,
          message: `The ${field} rules of ${resource.metadata.name} hold for none of the ports ${list} of ${nameSome(entry.hosts)}`,
        });
      }
    }
  },
};

/** The ports of all its hosts; undefined where one is not known, or stands for many. */
function portsOf(
  snapshot: Snapshot,
  { hosts: names, namespace }: VirtualServiceEntry,
): HostPort[] | undefined {
  const { find, findAll } = snapshot.use(hosts);
  const ports: HostPort[] = [];
  for (const name of names) {
    if (isWildcardHost(name) || find(name, namespace) === undefined) return undefined;
    ports.push(...findAll(name).flatMap((entry) => entry.ports));
  }
  return ports.length === 0 ? undefined : ports;
}

function isHttp({ speaks }: HostPort): boolean {
  return mayBeHttp(speaks);
}

function isSurelyHttp({ speaks }: HostPort): boolean {
  return mayBeHttp(speaks) && speaks !== 'auto';
}
