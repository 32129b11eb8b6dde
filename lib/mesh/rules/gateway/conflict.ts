import { hostsOverlap, isWildcardHost } from '../../config/host-name';
import { WORKLOAD_KINDS, workloads } from '../index/workloads';
import { nameSome } from '../name-some';
import type { Report, Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { gatewayServers, type ServerEntry } from './servers';

export const conflict: Rule = {
  name: 'gateway/conflict',
  codes: ['IST0145', 'KIA0301'],
  severity: 'error',
  inputs: ['Gateway', ...WORKLOAD_KINDS],
  why: 'One proxy has one set of certificates and routes for a host on a port: which Gateway wins is nowhere written.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/network-issues/',
  check(snapshot, report) {
    const byPort = new Map<number, ServerEntry[]>();
    for (const entry of snapshot.use(gatewayServers)) {
      byPort.set(entry.port, [...(byPort.get(entry.port) ?? []), entry]);
    }
    for (const entries of byPort.values()) {
      for (const entry of entries) reportServer(snapshot, report, entry, entries);
    }
  },
};

function reportServer(
  snapshot: Snapshot,
  report: Report,
  entry: ServerEntry,
  entries: readonly ServerEntry[],
): void {
  const others = entries.filter((other) => other.resource !== entry.resource);
  const same = others.filter((other) => takesSameHost(entry, other) && sharesProxy(snapshot, entry, other));
  const peers = others.filter((other) => other.selectorKey === entry.selectorKey);
  let codes = same.length === 0 ? [] : ['IST0145'];
  for (const [index, host] of entry.hosts.entries()) {
    const overlapping = peers.filter((other) => other.hosts.some((one) => overlaps(host, one)));
    if (overlapping.length === 0) continue;
    reportConflict(
      report,
      entry,
      `spec.servers[${entry.index}].hosts[${index}]`,
      host.host,
      [...codes, 'KIA0301'],
      [...same, ...overlapping],
    );
    codes = [];
  }
  if (codes.length > 0) {
    const shared = nameSome(entry.hosts.map(({ host }) => host));
    reportConflict(report, entry, `spec.servers[${entry.index}]`, shared, codes, same);
  }
}

function reportConflict(
  report: Report,
  { resource, port }: ServerEntry,
  path: string,
  host: string,
  codes: readonly string[],
  others: readonly ServerEntry[],
): void {
  const related = [...new Set(others.map((other) => other.resource))];
  const names = nameSome(related.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  report(resource, {
    path,
    codes,
    severity: codes.includes('IST0145') ? 'error' : 'warning',
    message: `${resource.metadata.name} and ${names} open port ${port} for host ${host} on the same proxies`,
    related,
  });
}

/** istioctl's test: the very same host at the same address. */
function takesSameHost(a: ServerEntry, b: ServerEntry): boolean {
  if ((a.server.bind ?? '') !== (b.server.bind ?? '')) return false;
  return a.hosts.some((host) =>
    b.hosts.some((one) => one.host === host.host && one.namespace === host.namespace),
  );
}

function sharesProxy(snapshot: Snapshot, a: ServerEntry, b: ServerEntry): boolean {
  if (a.selectorKey === b.selectorKey) return true;
  return snapshot.use(workloads).select({ ...a.selector, ...b.selector }).length > 0 && isCompatible(a, b);
}

function isCompatible(a: ServerEntry, b: ServerEntry): boolean {
  return Object.entries(a.selector).every(([name, value]) => (b.selector[name] ?? value) === value);
}

/** Kiali's test: one stands for the other, for namespaces that both are open to; two different wildcards are left alone. */
function overlaps(a: ServerEntry['hosts'][number], b: ServerEntry['hosts'][number]): boolean {
  if (a.namespace !== b.namespace && a.namespace !== '*' && b.namespace !== '*') return false;
  if (a.host.toLowerCase() === b.host.toLowerCase() || a.host === '*' || b.host === '*') return true;
  if (isWildcardHost(a.host) && isWildcardHost(b.host)) return false;
  return hostsOverlap(a.host, b.host);
}
