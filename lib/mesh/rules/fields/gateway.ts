import type { GatewayServer, GatewaySpec } from '../../config/kinds/gateway';
import { each, type FieldReport } from './field-report';
import type { FieldSubject } from './field-subject';
import { checkServerTls } from './server-tls';
import { ipAddressProblem, portProblem, UNIX_PREFIX, unixSocketProblem } from './values/address';
import { isDnsLabel } from './values/domain-name';
import { isHttp, isTls, protocolProblem } from './values/protocol';
import { scopedHostProblems } from './values/scoped-host';

/** Marks gateways that were made from the Gateway API; they may serve nobody yet. */
const SEMANTICS = 'internal.istio.io/gateway-semantics';

/** The field rules of Istio's Gateway. */
export function checkGateway(spec: GatewaySpec, subject: FieldSubject, report: FieldReport): void {
  const isGenerated = subject.annotations[SEMANTICS] === 'gateway';
  if (!isDnsLabel(subject.name) && !isGenerated) {
    report.error(
      'gateway/invalid-name',
      'metadata.name',
      `"${subject.name}" cannot be the name of a gateway: letters, digits and inner dashes, at most 63`,
    );
  }
  if ((spec.servers ?? []).length === 0)
    report.error('gateway/no-servers', 'spec.servers', 'The gateway has no servers, so it opens no port');
  const names = new Set<string>();
  each(spec.servers, 'spec.servers', (server, path) => {
    checkServer(server, path, isGenerated, report);
    if (server.port === undefined) return;
    const { name = '', protocol } = server.port;
    if (names.has(name))
      report.error(
        'gateway/duplicate-port-name',
        `${path}.port.name`,
        `Port name "${name}" is taken by another server`,
      );
    names.add(name);
    if (!isHttp(protocol) && server.tls?.httpsRedirect === true) {
      report.warn(
        'gateway/redirect-without-http',
        `${path}.tls.httpsRedirect`,
        `httpsRedirect answers plain HTTP, but the port speaks ${protocol ?? 'something else'}`,
      );
    }
  });
}

function checkServer(server: GatewayServer, path: string, isGenerated: boolean, report: FieldReport): void {
  if ((server.hosts ?? []).length === 0)
    report.error('gateway/no-hosts', `${path}.hosts`, 'The server needs at least one host; "*" serves all');
  each(server.hosts, `${path}.hosts`, (host, at) => {
    for (const problem of scopedHostProblems(host, { isGateway: true, mayBeNobody: isGenerated })) {
      report.error('gateway/invalid-host', at, problem);
    }
  });
  const isPortFine = checkPort(server, path, report);
  checkBind(server, path, report);
  checkServerTls(server.tls, `${path}.tls`, report);
  if (isPortFine) checkTlsOfProtocol(server, path, report);
}

function checkPort({ port, bind = '' }: GatewayServer, path: string, report: FieldReport): boolean {
  if (port === undefined) {
    report.error('gateway/no-port', `${path}.port`, 'The server needs a port');
    return false;
  }
  const { number = 0, protocol = '', name = '', targetPort = 0 } = port;
  const protocolFault = protocol === '' ? 'The port needs a protocol' : protocolProblem(protocol);
  const numberFault = number > 0 || !bind.startsWith(UNIX_PREFIX) ? portProblem(number) : undefined;
  report.check('gateway/invalid-protocol', `${path}.port.protocol`, protocolFault);
  report.check('gateway/invalid-port', `${path}.port.number`, numberFault);
  if (targetPort > 0)
    report.error(
      'gateway/target-port',
      `${path}.port.targetPort`,
      'targetPort means nothing on a gateway; remove it',
    );
  if (name === '') report.error('gateway/no-port-name', `${path}.port.name`, 'The port needs a name');
  return protocolFault === undefined && numberFault === undefined && targetPort <= 0 && name !== '';
}

function checkBind({ port, bind = '' }: GatewayServer, path: string, report: FieldReport): void {
  if (bind === '') return;
  if (!bind.startsWith(UNIX_PREFIX))
    report.check('gateway/invalid-bind', `${path}.bind`, ipAddressProblem(bind));
  else {
    report.check('gateway/invalid-bind', `${path}.bind`, unixSocketProblem(bind));
    if (port !== undefined && (port.number ?? 0) !== 0)
      report.error(
        'gateway/port-of-socket',
        `${path}.port.number`,
        'A Unix socket has no port; set the number to 0',
      );
  }
}

function checkTlsOfProtocol({ port, tls }: GatewayServer, path: string, report: FieldReport): void {
  const protocol = port?.protocol ?? '';
  if (isTls(protocol)) {
    if (tls === undefined)
      report.error('gateway/no-tls', `${path}.tls`, `The port speaks ${protocol}, so the server needs tls`);
    return;
  }
  if (tls === undefined) return;
  const isPassedThrough = ['PASSTHROUGH', 'AUTO_PASSTHROUGH'].includes(tls.mode ?? 'PASSTHROUGH');
  const hasFiles = [tls.caCertificates, tls.privateKey, tls.serverCertificate].some(
    (file) => (file ?? '') !== '',
  );
  // Plain HTTP may have tls for httpsRedirect alone.
  if (!isHttp(protocol) || !isPassedThrough || hasFiles) {
    report.error(
      'gateway/tls-on-plain-port',
      `${path}.tls`,
      `The port speaks ${protocol}, which has no TLS; use HTTPS or TLS, or remove tls`,
    );
  }
}
