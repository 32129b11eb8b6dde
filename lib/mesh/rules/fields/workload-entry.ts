import type { WorkloadEntrySpec } from '../../config/kinds/service-entry';
import type { FieldReport } from './field-report';
import { isIpAddress, portProblem, UNIX_PREFIX, unixSocketProblem } from './values/address';
import { domainNameProblem, isDnsLabel } from './values/domain-name';
import { checkLabels } from './values/labels';

interface WorkloadOptions {
  /** Ports of the service it is an endpoint of; undefined for a workload on its own. */
  portNames?: ReadonlySet<string>;
  /** Whether the address may be a host name. */
  mayBeName: boolean;
}

/** The field rules of a WorkloadEntry. */
export function checkWorkloadEntry(spec: WorkloadEntrySpec, report: FieldReport): void {
  checkWorkload(spec, 'spec', { mayBeName: true }, report);
}

/** The field rules of a workload outside Kubernetes. */
export function checkWorkload(
  spec: WorkloadEntrySpec,
  path: string,
  options: WorkloadOptions,
  report: FieldReport,
): void {
  const { address = '', network = '' } = spec;
  if (address === '') {
    if (network === '') {
      report.error('workload-entry/no-address', `${path}.address`, 'The workload needs an address');
      return;
    }
    report.warn(
      'workload-entry/address-by-network',
      `${path}.address`,
      `The workload has no address; it is reached through a gateway of network "${network}"`,
    );
  }
  if (address.startsWith(UNIX_PREFIX)) checkSocket(spec, path, options, report);
  else if (address !== '') checkAddress(address, `${path}.address`, options, report);
  for (const [name, port] of Object.entries(spec.ports ?? {})) checkPort(name, port, path, options, report);
  checkLabels(spec.labels, `${path}.labels`, report);
}

function checkSocket(
  { address = '', ports = {} }: WorkloadEntrySpec,
  path: string,
  { portNames }: WorkloadOptions,
  report: FieldReport,
): void {
  report.check('workload-entry/invalid-address', `${path}.address`, unixSocketProblem(address));
  if (Object.keys(ports).length > 0)
    report.error(
      'workload-entry/ports-of-socket',
      `${path}.ports`,
      'A Unix socket has no ports; remove them',
    );
  if (portNames !== undefined && portNames.size !== 1) {
    report.error(
      'workload-entry/several-ports-of-socket',
      `${path}.address`,
      'A Unix socket serves one port of a service; this one has more',
    );
  }
}

function checkAddress(
  address: string,
  path: string,
  { mayBeName }: WorkloadOptions,
  report: FieldReport,
): void {
  if (isIpAddress(address)) return;
  if (!mayBeName)
    report.error(
      'workload-entry/invalid-address',
      path,
      `"${address}" is no IP address, as resolution STATIC asks for; use DNS for host names`,
    );
  else if (domainNameProblem(address) !== undefined) {
    report.error(
      'workload-entry/invalid-address',
      path,
      `"${address}" is neither a host name nor an IP address`,
    );
  }
}

function checkPort(
  name: string,
  port: number,
  path: string,
  { portNames }: WorkloadOptions,
  report: FieldReport,
): void {
  const at = `${path}.ports["${name}"]`;
  if (portNames?.has(name) === false)
    report.error('workload-entry/unknown-port', at, `The service has no port "${name}"`);
  if (!isDnsLabel(name))
    report.error('workload-entry/invalid-port-name', at, `"${name}" cannot be the name of a port`);
  report.check('workload-entry/invalid-port', at, portProblem(port));
}
