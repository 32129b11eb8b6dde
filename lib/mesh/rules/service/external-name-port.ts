import { isControlPlane } from '../index/in-mesh';
import { SERVICE_SPEC } from '../read/kubernetes-kinds';
import { readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { hasKnownProtocol } from './port-protocol';

export const externalNamePort: Rule = {
  name: 'service/external-name-port',
  codes: ['IST0150'],
  severity: 'warning',
  inputs: ['Service'],
  why: 'A TCP listener for an external name catches all traffic of the port, for whatever destination.',
  docs: 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  check(snapshot, report) {
    for (const resource of snapshot.list('Service')) {
      const { type, ports = [] } = readSpec(resource, SERVICE_SPEC);
      if (type !== 'ExternalName' || isControlPlane(resource.metadata.labels)) continue;
      for (const [index, port] of ports.entries()) {
        if (hasKnownProtocol(port) && port.name !== 'tcp') continue;
        report(resource, {
          path: `spec.ports[${index}].name`,
          message: `Port "${port.name ?? ''}" of the ExternalName service ${resource.metadata.name} must name a protocol other than tcp`,
        });
      }
    }
  },
};
