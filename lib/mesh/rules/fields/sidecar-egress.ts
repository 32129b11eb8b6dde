import type { SidecarSpec } from '../../config/kinds/sidecar';
import { each, type FieldReport } from './field-report';
import { checkListenerPort } from './sidecar-port';
import { ipAddressProblem, portProblem, UNIX_PREFIX, unixSocketProblem } from './values/address';
import { scopedHostProblems } from './values/scoped-host';

type Egress = NonNullable<SidecarSpec['egress']>[number];

/** The field rules of what a workload may reach. */
export function checkEgress(egress: readonly Egress[], namespace: string, report: FieldReport): void {
  const taken = new Set<string>();
  each(egress, 'spec.egress', (listener, path, index) => {
    if (listener.port === undefined) {
      if (index < egress.length - 1)
        report.error(
          'sidecar/catch-all-not-last',
          path,
          'A listener without port takes everything the others leave, so there is one only, and it comes last',
        );
    } else checkPort(listener, path, taken, report);
    if ((listener.hosts ?? []).length === 0) {
      report.error(
        'sidecar/no-hosts',
        `${path}.hosts`,
        'The listener needs at least one host; "*/*" stands for all',
      );
    }
    checkHosts(listener, path, namespace, report);
  });
}

function checkPort(
  { port, bind = '', captureMode = 'DEFAULT' }: Egress,
  path: string,
  taken: Set<string>,
  report: FieldReport,
): void {
  const { number = 0 } = port ?? {};
  checkListenerPort(port, `${path}.port`, report);
  const place = number === 0 ? bind : String(number);
  if (taken.has(place)) {
    report.error(
      'sidecar/duplicate-port',
      number === 0 ? `${path}.bind` : `${path}.port.number`,
      `${number === 0 ? `Socket "${bind}"` : `Port ${number}`} has two listeners`,
    );
  }
  taken.add(place);
  if (number !== 0) {
    report.check('sidecar/invalid-port', `${path}.port.number`, portProblem(number));
    if (bind !== '') report.check('sidecar/invalid-bind', `${path}.bind`, ipAddressProblem(bind));
    return;
  }
  report.check(
    'sidecar/invalid-bind',
    `${path}.bind`,
    bind.startsWith(UNIX_PREFIX)
      ? unixSocketProblem(bind)
      : 'Port 0 stands for a Unix socket; bind must begin with unix://',
  );
  if (captureMode === 'IPTABLES') {
    report.error(
      'sidecar/captured-socket',
      `${path}.captureMode`,
      'Connections to a Unix socket cannot be redirected; use NONE',
    );
  }
}

function checkHosts({ hosts = [] }: Egress, path: string, namespace: string, report: FieldReport): void {
  const seen = new Map<string, Set<string>>();
  each(hosts, `${path}.hosts`, (host, at) => {
    for (const problem of scopedHostProblems(host, { isGateway: false }))
      report.error('sidecar/invalid-host', at, problem);
    const slash = host.indexOf('/');
    // `~name` takes a namespace out, so it repeats nothing.
    if (slash < 0 || /^~./.test(host.slice(0, slash))) return;
    const scope = slash === 1 && host.startsWith('.') ? namespace : host.slice(0, slash);
    const name = host.slice(slash + 1);
    const known = seen.get(scope) ?? new Set();
    if (name === '*' ? known.size > 0 : known.has(name) || known.has('*')) {
      report.warn('sidecar/duplicate-host', at, `"${host}" overlaps with another host of the listener`);
    }
    seen.set(scope, known.add(name));
  });
  if (seen.get('*')?.has('*') === true && seen.size > 1) {
    report.warn(
      'sidecar/all-hosts-and-more',
      `${path}.hosts`,
      '"*/*" already stands for all hosts; remove the others',
    );
  }
}
