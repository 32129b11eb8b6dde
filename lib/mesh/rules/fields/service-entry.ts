import type { ServiceEntrySpec, WorkloadEntrySpec } from '../../config/kinds/service-entry';
import { each, type FieldReport } from './field-report';
import type { FieldSubject } from './field-subject';
import { ipBlockProblem, isIpAddress, portProblem } from './values/address';
import {
  domainNameProblem,
  isDnsLabel,
  partialWildcardProblem,
  wildcardDomainProblem,
} from './values/domain-name';
import { checkExportTo } from './values/export-to';
import { checkLabels, checkSelectorLabels } from './values/labels';
import { isHttp, isTcp, isTls, protocolProblem } from './values/protocol';
import { checkWorkload } from './workload-entry';

/** The field rules of a ServiceEntry. */
export function checkServiceEntry(spec: ServiceEntrySpec, subject: FieldSubject, report: FieldReport): void {
  const { workloadSelector, endpoints, resolution = 'NONE' } = spec;
  if (workloadSelector !== undefined)
    checkSelectorLabels(workloadSelector.labels, 'spec.workloadSelector.labels', report);
  if (workloadSelector !== undefined && endpoints !== undefined) {
    report.error(
      'service-entry/selector-and-endpoints',
      'spec.endpoints',
      'Endpoints come from the workloadSelector or from the list, not from both',
    );
  }
  checkHosts(spec, report);
  checkAddresses(spec, resolution, report);
  checkPorts(spec, subject, report);
  switch (resolution) {
    case 'NONE':
      checkUnresolved(spec, report);
      break;
    case 'STATIC':
      checkStatic(spec, report);
      break;
    case 'DYNAMIC_DNS':
      checkDynamic(spec, report);
      break;
    default:
      checkDns(spec, resolution, report);
  }
  checkSharedPorts(spec, resolution, report);
  checkExportTo(spec.exportTo, { namespace: subject.namespace, mayBeNobody: true }, report);
}

function checkHosts({ hosts = [] }: ServiceEntrySpec, report: FieldReport): void {
  if (hosts.length === 0)
    report.error('service-entry/no-hosts', 'spec.hosts', 'The ServiceEntry needs at least one host');
  each(hosts, 'spec.hosts', (host, path) => {
    if (host === '*') {
      report.error('service-entry/invalid-host', path, '"*" would stand for every host there is; name hosts');
      return;
    }
    report.check('service-entry/invalid-host', path, wildcardDomainProblem(host));
    const partial = partialWildcardProblem(host);
    if (partial !== undefined) report.warn('service-entry/partial-wildcard', path, partial);
  });
}

function checkAddresses({ addresses = [] }: ServiceEntrySpec, resolution: string, report: FieldReport): void {
  each(addresses, 'spec.addresses', (address, path) =>
    report.check('service-entry/invalid-address', path, ipBlockProblem(address)),
  );
  const range = addresses.findIndex(
    (address) => address?.includes('/') === true && ipBlockProblem(address) === undefined,
  );
  if (range >= 0 && resolution !== 'NONE' && resolution !== 'STATIC') {
    report.error(
      'service-entry/range-with-dns',
      `spec.addresses[${range}]`,
      `Ranges of addresses go with resolution NONE or STATIC, not with ${resolution}`,
    );
  }
}

function checkPorts(spec: ServiceEntrySpec, { labels }: FieldSubject, report: FieldReport): void {
  const names = new Set<string>();
  const numbers = new Set<number>();
  const isAllocated =
    (spec.resolution ?? 'NONE') !== 'NONE' &&
    labels['networking.istio.io/enable-autoallocate-ip']?.toLowerCase() !== 'false';
  each(spec.ports, 'spec.ports', ({ name = '', number = 0, targetPort = 0, protocol = '' }, path) => {
    if (names.has(name))
      report.error('service-entry/duplicate-port', `${path}.name`, `Port name "${name}" is there twice`);
    if (numbers.has(number))
      report.error('service-entry/duplicate-port', `${path}.number`, `Port ${number} is there twice`);
    names.add(name);
    numbers.add(number);
    if (targetPort !== 0)
      report.check('service-entry/invalid-port', `${path}.targetPort`, portProblem(targetPort));
    if ((spec.addresses ?? []).length === 0 && !isAllocated && (protocol === '' || protocol === 'TCP')) {
      report.warn(
        'service-entry/tcp-without-address',
        path,
        'TCP has no host names: without addresses all traffic to this port is taken for this service',
      );
    }
    if (!isDnsLabel(name))
      report.error(
        'service-entry/invalid-port-name',
        `${path}.name`,
        name === '' ? 'The port needs a name' : `"${name}" cannot be the name of a port`,
      );
    report.check('service-entry/invalid-protocol', `${path}.protocol`, protocolProblem(protocol));
    report.check('service-entry/invalid-port', `${path}.number`, portProblem(number));
  });
}

function checkUnresolved(
  { endpoints = [], workloadSelector, ports }: ServiceEntrySpec,
  report: FieldReport,
): void {
  if (endpoints.length > 0) {
    report.error(
      'service-entry/endpoints-without-resolution',
      'spec.endpoints',
      'With resolution NONE calls go where the caller sends them; endpoints mean nothing. Use STATIC or DNS',
    );
  }
  if (workloadSelector !== undefined) {
    report.warn(
      'service-entry/selector-without-resolution',
      'spec.workloadSelector',
      'With resolution NONE calls go where the caller sends them; the selector means nothing. Use STATIC',
    );
  }
  each(ports, 'spec.ports', ({ targetPort = 0 }, path) => {
    if (targetPort !== 0)
      report.warn(
        'service-entry/target-port-without-resolution',
        `${path}.targetPort`,
        'With resolution NONE calls go where the caller sends them; targetPort means nothing',
      );
  });
}

function checkStatic({ endpoints, ports }: ServiceEntrySpec, report: FieldReport): void {
  const portNames = portNamesOf(ports);
  each(endpoints, 'spec.endpoints', (endpoint, path) =>
    checkWorkload(endpoint, path, { portNames, mayBeName: false }, report),
  );
}

function portNamesOf(ports: ServiceEntrySpec['ports']): Set<string> {
  return new Set((ports ?? []).flatMap((port) => (port === undefined ? [] : [port.name ?? ''])));
}

function checkDns(spec: ServiceEntrySpec, resolution: string, report: FieldReport): void {
  const { endpoints = [], hosts = [], addresses = [], ports = [] } = spec;
  if (endpoints.length === 0) {
    each(hosts, 'spec.hosts', (host, path) => {
      const isName = host !== '*' && wildcardDomainProblem(host) === undefined;
      if (isName && domainNameProblem(host) !== undefined)
        report.error(
          'service-entry/unresolvable-host',
          path,
          `"${host}" cannot be looked up in DNS; name a full host, or list endpoints`,
        );
    });
  }
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1) {
    report.error(
      'service-entry/several-endpoints',
      'spec.endpoints',
      'DNS_ROUND_ROBIN takes one endpoint at most; use DNS for several',
    );
  }
  const portNames = portNamesOf(ports);
  each(endpoints, 'spec.endpoints', (endpoint, path) => checkDnsEndpoint(endpoint, path, portNames, report));
  const first = ports.find((port) => port !== undefined && isTcp(port.protocol));
  if (addresses.length > 0 && hosts.length > 1 && first !== undefined) {
    report.warn(
      'service-entry/hosts-share-address',
      'spec.hosts',
      `A port of protocol ${first.protocol} carries no host name to tell the hosts apart by; use one ServiceEntry a host`,
    );
  }
}

function checkDnsEndpoint(
  endpoint: WorkloadEntrySpec,
  path: string,
  portNames: ReadonlySet<string>,
  report: FieldReport,
): void {
  const { address = '' } = endpoint;
  if (!isIpAddress(address) && domainNameProblem(address) !== undefined) {
    report.error(
      'service-entry/invalid-endpoint',
      `${path}.address`,
      `"${address}" is neither a host name nor an IP address`,
    );
  }
  checkLabels(endpoint.labels, `${path}.labels`, report);
  for (const [name, port] of Object.entries(endpoint.ports ?? {})) {
    const at = `${path}.ports["${name}"]`;
    if (!portNames.has(name))
      report.error('service-entry/unknown-endpoint-port', at, `The ServiceEntry has no port "${name}"`);
    if (!isDnsLabel(name))
      report.error('service-entry/invalid-port-name', at, `"${name}" cannot be the name of a port`);
    report.check('service-entry/invalid-port', at, portProblem(port));
  }
}

/** Hosts are wildcards, and each is looked up when a request names it. */
function checkDynamic(
  { hosts = [], addresses = [], endpoints = [], ports, location }: ServiceEntrySpec,
  report: FieldReport,
): void {
  const kind = 'With resolution DYNAMIC_DNS';
  each(hosts, 'spec.hosts', (host, path) => {
    if (!host.startsWith('*'))
      report.error('service-entry/dynamic-without-wildcard', path, `${kind} "${host}" must be a wildcard`);
  });
  if (addresses.length > 0)
    report.error(
      'service-entry/dynamic-with-addresses',
      'spec.addresses',
      `${kind} requests are told apart by host; remove addresses`,
    );
  if (endpoints.length > 0)
    report.error(
      'service-entry/dynamic-with-endpoints',
      'spec.endpoints',
      `${kind} the host of a request is looked up; remove endpoints`,
    );
  each(ports, 'spec.ports', ({ protocol = '' }, path) => {
    if (!isHttp(protocol) && !isTls(protocol)) {
      report.error(
        'service-entry/dynamic-protocol',
        `${path}.protocol`,
        `${kind} a port must carry host names: HTTP, HTTP2, GRPC, HTTPS or TLS`,
      );
    }
  });
  if (location === 'MESH_INTERNAL') {
    report.error(
      'service-entry/dynamic-inside',
      'spec.location',
      `${kind} hosts are outside of the mesh; use MESH_EXTERNAL`,
    );
  }
}

/** Hosts that share a port must be told apart by what the connection carries. */
function checkSharedPorts(
  { hosts = [], ports }: ServiceEntrySpec,
  resolution: string,
  report: FieldReport,
): void {
  if (resolution === 'NONE' || hosts.length < 2) return;
  each(ports, 'spec.ports', ({ protocol }, path) => {
    if (!isHttp(protocol) && !isTls(protocol)) {
      report.error(
        'service-entry/hosts-share-port',
        `${path}.protocol`,
        'Several hosts share this port, but its protocol carries no host name to tell them apart; use HTTP or TLS, or one ServiceEntry a host',
      );
    }
  });
}
