import { SERVICE_ENTRY_SCHEMA } from '../../config/kinds/service-entry';
import { STATUS } from '../read/kubernetes-kinds';
import { readObject, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const addressesRequired: Rule = {
  name: 'service-entry/addresses-required',
  codes: ['IST0134'],
  severity: 'warning',
  inputs: ['ServiceEntry'],
  why: 'TCP carries no host name: without an address the port swallows the traffic of every other destination on it.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-addresses',
  check(snapshot, report) {
    if (snapshot.facts.autoAllocatesAddresses) return;
    for (const resource of snapshot.list('ServiceEntry')) {
      const { addresses = [], ports = [] } = readSpec(resource, SERVICE_ENTRY_SCHEMA);
      const allocated = readObject(resource, STATUS).status?.addresses ?? [];
      if (addresses.length > 0 || allocated.length > 0) continue;
      for (const [index, { protocol = '', number }] of ports.entries()) {
        if (protocol !== '' && protocol.toUpperCase() !== 'TCP') continue;
        report(resource, {
          path: `spec.ports[${index}].protocol`,
          message: `${resource.metadata.name} needs addresses: port ${number} is plain TCP`,
        });
      }
    }
  },
};
