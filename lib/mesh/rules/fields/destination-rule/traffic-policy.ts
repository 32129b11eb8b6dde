import type { TrafficPolicy } from '../../../config/kinds/destination-rule';
import { each, type FieldReport } from '../field-report';
import type { FieldSubject } from '../field-subject';
import { isIpAddress, portProblem } from '../values/address';
import { domainNameProblem } from '../values/domain-name';
import { checkClientTls } from './client-tls';
import { checkConnectionPool } from './connection-pool';
import { checkLoadBalancer } from './load-balancer';
import { checkOutlierDetection } from './outlier-detection';

type PolicyBlocks = Pick<TrafficPolicy, 'loadBalancer' | 'connectionPool' | 'outlierDetection' | 'tls'>;

const BLOCKS = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls'] as const;
const OTHERS = ['portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'] as const;

/** The field rules of a traffic policy. */
export function checkTrafficPolicy(
  policy: TrafficPolicy | undefined,
  path: string,
  subject: FieldSubject,
  report: FieldReport,
): void {
  if (policy === undefined) return;
  if ([...BLOCKS, ...OTHERS].every((field) => policy[field] === undefined)) {
    report.error(
      'destination-rule/empty-traffic-policy',
      path,
      'The traffic policy is empty; remove it or say something in it',
    );
    return;
  }
  if (policy.tunnel !== undefined && policy.proxyProtocol !== undefined) {
    report.error(
      'destination-rule/tunnel-and-proxy-protocol',
      `${path}.proxyProtocol`,
      'A tunnel and the PROXY protocol cannot be used together',
    );
    return;
  }
  checkBlocks(policy, path, subject, report);
  each(policy.portLevelSettings, `${path}.portLevelSettings`, (settings, at) => {
    if (settings.port === undefined)
      report.error(
        'destination-rule/no-port',
        `${at}.port`,
        'Settings of a port must say of which: set port.number',
      );
    if (BLOCKS.every((field) => settings[field] === undefined)) {
      report.error(
        'destination-rule/empty-traffic-policy',
        at,
        'The settings of the port are empty; remove them or say something in them',
      );
    } else checkBlocks(settings, at, subject, report);
  });
  checkTunnel(policy.tunnel, `${path}.tunnel`, report);
}

function checkBlocks(policy: PolicyBlocks, path: string, subject: FieldSubject, report: FieldReport): void {
  checkOutlierDetection(policy.outlierDetection, `${path}.outlierDetection`, report);
  checkConnectionPool(policy.connectionPool, `${path}.connectionPool`, report);
  checkLoadBalancer(
    policy.loadBalancer,
    policy.outlierDetection !== undefined,
    `${path}.loadBalancer`,
    report,
  );
  checkClientTls(policy.tls, `${path}.tls`, subject.namespace, report);
}

function checkTunnel(tunnel: TrafficPolicy['tunnel'], path: string, report: FieldReport): void {
  if (tunnel === undefined) return;
  const { protocol = '', targetHost = '' } = tunnel;
  if (!['', 'CONNECT', 'POST'].includes(protocol)) {
    report.error(
      'destination-rule/invalid-tunnel',
      `${path}.protocol`,
      `"${protocol}" is no way to tunnel; use CONNECT or POST`,
    );
  }
  if (domainNameProblem(targetHost) !== undefined && !isIpAddress(targetHost)) {
    report.error(
      'destination-rule/invalid-tunnel',
      `${path}.targetHost`,
      `"${targetHost}" is neither a host name nor an IP address`,
    );
  }
  report.check('destination-rule/invalid-tunnel', `${path}.targetPort`, portProblem(tunnel.targetPort));
}
