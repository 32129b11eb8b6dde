import type { SidecarSpec } from '../../config/kinds/sidecar';
import { checkConnectionPool } from './destination-rule/connection-pool';
import { each, type FieldReport } from './field-report';
import type { FieldSubject } from './field-subject';
import { checkServerTls } from './server-tls';
import { checkEgress } from './sidecar-egress';
import { checkListenerPort } from './sidecar-port';
import {
  ipAddressProblem,
  portProblem,
  splitHostPort,
  UNIX_PREFIX,
  unixSocketProblem,
} from './values/address';
import { domainNameProblem } from './values/domain-name';
import { checkSelectorLabels } from './values/labels';
import { isHttp, isTls } from './values/protocol';
import { checkDestination } from './virtual-service/destination';

type Ingress = NonNullable<SidecarSpec['ingress']>[number];

/** The field rules of a Sidecar. */
export function checkSidecar(spec: SidecarSpec, subject: FieldSubject, report: FieldReport): void {
  const { workloadSelector, ingress = [], egress = [] } = spec;
  if (workloadSelector !== undefined)
    checkSelectorLabels(workloadSelector.labels, 'spec.workloadSelector.labels', report);
  const isEmpty =
    ingress.length + egress.length === 0 &&
    spec.outboundTrafficPolicy === undefined &&
    spec.inboundConnectionPool === undefined;
  if (isEmpty) {
    report.error(
      'sidecar/empty',
      'spec',
      'The Sidecar says nothing: it needs ingress, egress, outboundTrafficPolicy or inboundConnectionPool',
    );
    return;
  }
  const ports = new Set<number>();
  each(ingress, 'spec.ingress', (listener, path) => {
    if (listener.port === undefined) {
      report.error('sidecar/no-port', `${path}.port`, 'The listener needs a port');
      return;
    }
    const { number = 0 } = listener.port;
    checkIngress(listener, path, report);
    if (ports.has(number))
      report.error('sidecar/duplicate-port', `${path}.port.number`, `Port ${number} has two listeners`);
    ports.add(number);
  });
  checkConnectionPool(spec.inboundConnectionPool, 'spec.inboundConnectionPool', report);
  checkEgress(egress, subject.namespace, report);
  checkOutbound(spec.outboundTrafficPolicy, 'spec.outboundTrafficPolicy', report);
}

function checkIngress(listener: Ingress, path: string, report: FieldReport): void {
  const { port, bind = '', defaultEndpoint = '', tls, connectionPool } = listener;
  checkListenerPort(port, `${path}.port`, report);
  report.check('sidecar/invalid-port', `${path}.port.number`, portProblem(port?.number));
  if (bind !== '') report.check('sidecar/invalid-bind', `${path}.bind`, ipAddressProblem(bind));
  if (defaultEndpoint !== '')
    report.check('sidecar/invalid-endpoint', `${path}.defaultEndpoint`, endpointProblem(defaultEndpoint));
  checkIngressTls(tls, port?.protocol, `${path}.tls`, report);
  checkConnectionPool(connectionPool, `${path}.connectionPool`, report);
  if (connectionPool?.http !== undefined && !isHttp(port?.protocol)) {
    report.warn(
      'sidecar/http-pool-on-tcp',
      `${path}.connectionPool.http`,
      'The port does not speak HTTP, so only the settings of tcp hold',
    );
  }
}

const OWN_ADDRESSES = ['', '127.0.0.1', '0.0.0.0', '::1', '::'];

/** The workload itself, and nobody else. */
function endpointProblem(endpoint: string): string | undefined {
  if (endpoint.startsWith(UNIX_PREFIX)) return unixSocketProblem(endpoint);
  const parts = splitHostPort(endpoint);
  if (parts === undefined || !OWN_ADDRESSES.includes(parts.host)) {
    return `"${endpoint}" is not the workload itself: write 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, [::]:PORT or unix:///PATH`;
  }
  return /^\d+$/.test(parts.port)
    ? portProblem(Number(parts.port))
    : `The port of "${endpoint}" is no number`;
}

const UNSUPPORTED = ['subjectAltNames', 'credentialName', 'credentialNames', 'tlsCertificates'] as const;

function checkIngressTls(
  tls: Ingress['tls'],
  protocol: string | undefined,
  path: string,
  report: FieldReport,
): void {
  if (tls === undefined) return;
  for (const field of UNSUPPORTED) {
    if ((tls[field] ?? '').length > 0)
      report.error(
        'sidecar/unsupported-tls',
        `${path}.${field}`,
        `A sidecar cannot use ${field}; name files`,
      );
  }
  if (tls.httpsRedirect === true)
    report.error('sidecar/unsupported-tls', `${path}.httpsRedirect`, 'A sidecar cannot redirect to https');
  if (tls.mode === 'ISTIO_MUTUAL' || tls.mode === 'AUTO_PASSTHROUGH') {
    report.error(
      'sidecar/unsupported-tls',
      `${path}.mode`,
      `A sidecar cannot end TLS with mode ${tls.mode}; use SIMPLE or MUTUAL`,
    );
  }
  if (!isTls(protocol))
    report.error(
      'sidecar/tls-on-plain-port',
      path,
      'The port has no TLS; use protocol HTTPS or TLS, or remove tls',
    );
  checkServerTls(tls, path, report);
}

function checkOutbound(
  policy: SidecarSpec['outboundTrafficPolicy'],
  path: string,
  report: FieldReport,
): void {
  if (policy === undefined) return;
  const { mode = 'REGISTRY_ONLY', egressProxy } = policy;
  if (mode === 'ALLOW_ANY_DYNAMIC_DNS') {
    report.error(
      'sidecar/mode-of-the-mesh',
      `${path}.mode`,
      'ALLOW_ANY_DYNAMIC_DNS can only be set for the whole mesh',
    );
  }
  if (egressProxy === undefined) return;
  if (mode !== 'ALLOW_ANY') {
    report.error(
      'sidecar/egress-proxy-mode',
      `${path}.egressProxy`,
      'An egress proxy takes calls to unknown hosts, which only mode ALLOW_ANY lets out',
    );
    return;
  }
  const hostProblem = domainNameProblem(egressProxy.host ?? '');
  report.check('sidecar/invalid-egress-proxy', `${path}.egressProxy.host`, hostProblem);
  if (egressProxy.port === undefined)
    report.error('sidecar/invalid-egress-proxy', `${path}.egressProxy.port`, 'The egress proxy needs a port');
  else if (hostProblem === undefined) checkDestination(egressProxy, `${path}.egressProxy`, report);
}
