import { hostsOverlap } from '../../../config/host-name';
import type { VirtualServiceSpec } from '../../../config/kinds/virtual-service';
import { each, type FieldReport } from '../field-report';
import type { FieldSubject } from '../field-subject';
import { isIpAddress } from '../values/address';
import { gatewayDomainProblem, wildcardDomainProblem } from '../values/domain-name';
import { checkExportTo } from '../values/export-to';
import { isJwtClaim } from '../values/header';
import { checkGatewayNames } from './gateway-names';
import { checkHttpRoute } from './http-route';
import { checkTcpRoute, checkTlsRoute } from './l4-route';
import { checkReachable } from './unreachable';

/** The field rules of a VirtualService. */
export function checkVirtualService(
  spec: VirtualServiceSpec,
  subject: FieldSubject,
  report: FieldReport,
): void {
  const { hosts = [], gateways = [], http = [], tls = [], tcp = [] } = spec;
  const isDelegate = hosts.length === 0;
  const isForGateways = gateways.length > 0 && !gateways.includes('mesh');
  if (isDelegate) checkDelegate(spec, report);
  checkGatewayNames(gateways, 'spec.gateways', report);
  if (!isForGateways) checkClaims(spec, report);
  checkHosts(spec, isForGateways, report);
  if (http.length + tls.length + tcp.length === 0) {
    report.error(
      'virtual-service/no-routes',
      'spec',
      'The VirtualService has no http, tls or tcp rules, so it routes nothing',
    );
  }
  each(http, 'spec.http', (route, path) => checkHttpRoute(route, path, { isDelegate }, report));
  each(tls, 'spec.tls', (route, path) => checkTlsRoute(route, path, { hosts, isForGateways }, report));
  each(tcp, 'spec.tcp', (route, path) => checkTcpRoute(route, path, report));
  checkExportTo(spec.exportTo, { namespace: subject.namespace }, report);
  checkReachable(spec, report);
}

/** A VirtualService without hosts is one others hand over to; it is entered with the host already decided. */
function checkDelegate({ gateways = [], tls = [], tcp = [] }: VirtualServiceSpec, report: FieldReport): void {
  const without = 'A VirtualService without hosts is a delegate';
  if (gateways.length > 0) {
    report.error(
      'virtual-service/delegate-with-gateways',
      'spec.gateways',
      `${without}; it takes no gateways`,
    );
  }
  if (tls.length > 0)
    report.error('virtual-service/delegate-with-tls', 'spec.tls', `${without}; it takes no tls rules`);
  if (tcp.length > 0)
    report.error('virtual-service/delegate-with-tcp', 'spec.tcp', `${without}; it takes no tcp rules`);
}

/** Claims of a token are looked at by gateways only. */
function checkClaims({ http }: VirtualServiceSpec, report: FieldReport): void {
  each(http, 'spec.http', (route, routePath) =>
    each(route.match, `${routePath}.match`, (match, path) => {
      for (const field of ['headers', 'withoutHeaders'] as const) {
        for (const name of Object.keys(match[field] ?? {}).filter(isJwtClaim)) {
          report.error(
            'virtual-service/claim-without-gateway',
            `${path}.${field}["${name}"]`,
            `"${name}" looks into a token, which only gateways do; bind the VirtualService to gateways alone`,
          );
        }
      }
    }),
  );
}

function checkHosts(
  { hosts = [], tls }: VirtualServiceSpec,
  isForGateways: boolean,
  report: FieldReport,
): void {
  const namesServers = (tls ?? []).some((route) =>
    (route?.match ?? []).some((match) => (match?.sniHosts ?? []).length > 0),
  );
  let areValid = true;
  each(hosts, 'spec.hosts', (host, path) => {
    const problem = isForGateways ? gatewayDomainProblem(host, namesServers) : wildcardDomainProblem(host);
    if (problem !== undefined && !isIpAddress(host)) {
      report.error('virtual-service/invalid-host', path, problem);
      areValid = false;
    } else if (host === '*' && !isForGateways) {
      report.error(
        'virtual-service/wildcard-in-mesh',
        path,
        '"*" would catch every request of the mesh; name hosts, or bind the VirtualService to gateways alone',
      );
      areValid = false;
    }
  });
  if (!areValid) return;
  each(hosts, 'spec.hosts', (host, path, index) => {
    const earlier = hosts.slice(0, index).find((other) => other !== undefined && hostsOverlap(other, host));
    if (earlier !== undefined) {
      report.error(
        'virtual-service/duplicate-host',
        path,
        `"${host}" is already covered by "${earlier}"; remove one of them`,
      );
    }
  });
}
