import type { SidecarSpec } from '../../config/kinds/sidecar';
import type { FieldReport } from './field-report';
import { isDnsLabel } from './values/domain-name';
import { protocolProblem } from './values/protocol';

type ListenerPort = NonNullable<SidecarSpec['ingress']>[number]['port'];

/** The field rules of the port of a listener, as far as both directions share them. */
export function checkListenerPort(port: ListenerPort, path: string, report: FieldReport): void {
  const { name = '', protocol, targetPort = 0 } = port ?? {};
  if (targetPort > 0)
    report.error(
      'sidecar/target-port',
      `${path}.targetPort`,
      'targetPort means nothing on a sidecar; remove it',
    );
  if (name !== '' && !isDnsLabel(name))
    report.error('sidecar/invalid-port-name', `${path}.name`, `"${name}" cannot be the name of a port`);
  report.check('sidecar/invalid-protocol', `${path}.protocol`, protocolProblem(protocol));
}
