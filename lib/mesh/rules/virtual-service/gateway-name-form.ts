import { VIRTUAL_SERVICE_SCHEMA } from '../../config/kinds/virtual-service';
import { gatewayKey } from '../index/gateways';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';
import { isInternalGateway } from './internal-gateway';

export const gatewayNameForm: Rule = {
  name: 'virtual-service/gateway-name-form',
  codes: ['KIA1108'],
  severity: 'info',
  inputs: ['VirtualService'],
  why: 'The dotted form is read for old configurations only, and means another gateway than people expect.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  check(snapshot, report) {
    for (const resource of snapshot.list('VirtualService')) {
      const { gateways = [] } = readSpec(resource, VIRTUAL_SERVICE_SCHEMA);
      for (const [index, name] of gateways.entries()) {
        if (!name.includes('.') || name.includes('/') || isInternalGateway(name)) continue;
        const path = `spec.gateways[${index}]`;
        const key = gatewayKey(name, namespaceOf(resource));
        report(resource, {
          path,
          message: `Gateway "${name}" is better written "${key}": namespace, slash, name`,
          fix: { title: `Write ${key}`, edits: [{ path, value: key }] },
        });
      }
    }
  },
};
