import { isSubsetHost } from '../../../config/host-name';
import type { TcpRoute, TlsRoute } from '../../../config/kinds/virtual-service';
import { each, type FieldReport } from '../field-report';
import { ipBlockProblem, isIpAddress, portProblem } from '../values/address';
import { gatewayDomainProblem } from '../values/domain-name';
import { checkLabels } from '../values/labels';
import { checkWeights } from './destination';
import { checkGatewayNames } from './gateway-names';

/** The field rules of a rule for TCP. */
export function checkTcpRoute(route: TcpRoute, path: string, report: FieldReport): void {
  each(route.match, `${path}.match`, (match, at) => checkL4Match(match, at, report));
  checkDestinations(route, path, 'TCP', report);
}

interface Surroundings {
  hosts: readonly string[];
  isForGateways: boolean;
}

/** The field rules of a rule for TLS that is passed through. */
export function checkTlsRoute(
  route: TlsRoute,
  path: string,
  around: Surroundings,
  report: FieldReport,
): void {
  if ((route.match ?? []).length === 0) {
    report.error(
      'virtual-service/tls-without-match',
      `${path}.match`,
      'A rule for TLS needs a match with sniHosts',
    );
  }
  each(route.match, `${path}.match`, (match, at) => {
    if ((match.sniHosts ?? []).length === 0) {
      report.error(
        'virtual-service/tls-without-sni',
        `${at}.sniHosts`,
        'A match of TLS needs at least one server name in sniHosts',
      );
    }
    each(match.sniHosts, `${at}.sniHosts`, (name, place) => checkServerName(name, place, around, report));
    checkL4Match(match, at, report);
  });
  checkDestinations(route, path, 'TLS', report);
}

function checkDestinations(
  route: TcpRoute | TlsRoute,
  path: string,
  protocol: string,
  report: FieldReport,
): void {
  if ((route.route ?? []).length === 0) {
    report.error(
      'virtual-service/no-action',
      `${path}.route`,
      `The rule for ${protocol} has no route, so connections go nowhere`,
    );
  }
  checkWeights(route.route, `${path}.route`, report);
}

function checkL4Match(
  match: NonNullable<TcpRoute['match']>[number],
  path: string,
  report: FieldReport,
): void {
  each(match.destinationSubnets, `${path}.destinationSubnets`, (block, at) =>
    report.check('virtual-service/invalid-subnet', at, ipBlockProblem(block)),
  );
  if (match.port !== undefined && match.port !== 0)
    report.check('virtual-service/invalid-port', `${path}.port`, portProblem(match.port));
  checkLabels(match.sourceLabels, `${path}.sourceLabels`, report);
  checkGatewayNames(match.gateways, `${path}.gateways`, report);
}

function checkServerName(
  name: string,
  path: string,
  { hosts, isForGateways }: Surroundings,
  report: FieldReport,
): void {
  const problem = gatewayDomainProblem(name, isForGateways);
  if (problem === undefined) {
    if (hosts.length === 0 || hosts.some((host) => host !== undefined && isSubsetHost(name, host))) return;
    report.error(
      'virtual-service/sni-outside-hosts',
      path,
      `Server name "${name}" is none of the hosts of the VirtualService (${hosts.join(', ')})`,
    );
  } else if (isIpAddress(name)) {
    report.warn(
      'virtual-service/sni-is-address',
      path,
      `"${name}" is an IP address, which clients do not send as server name`,
    );
  } else report.error('virtual-service/invalid-sni', path, problem);
}
