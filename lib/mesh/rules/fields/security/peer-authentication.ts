import type { PeerAuthenticationSpec } from '../../../config/kinds/security';
import type { FieldReport } from '../field-report';
import { checkSelector } from '../values/targets';

/** The field rules of a PeerAuthentication. */
export function checkPeerAuthentication(spec: PeerAuthenticationSpec, report: FieldReport): void {
  const { selector, portLevelMtls } = spec;
  const ports = Object.keys(portLevelMtls ?? {});
  const selectsAll = Object.keys(selector?.matchLabels ?? {}).length === 0;
  if (selectsAll && ports.length > 0) {
    report.error(
      'peer-authentication/ports-without-selector',
      'spec.portLevelMtls',
      'Ports belong to workloads: portLevelMtls needs a selector with labels',
    );
  }
  if (portLevelMtls !== undefined && ports.length === 0) {
    report.error(
      'peer-authentication/no-ports',
      'spec.portLevelMtls',
      'portLevelMtls is empty; name a port or remove it',
    );
  }
  for (const port of ports) {
    const isPort = /^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
    if (!isPort)
      report.error(
        'peer-authentication/invalid-port',
        `spec.portLevelMtls["${port}"]`,
        `"${port}" is no port number; it must be 1 to 65535`,
      );
  }
  checkSelector(selector, 'spec.selector', report);
}
