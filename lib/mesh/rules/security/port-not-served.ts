import { servicesByNamespace, servicesOf } from '../index/services';
import { WORKLOAD_KINDS, type Workload } from '../index/workloads';
import type { Rule } from '../rule';
import type { Snapshot } from '../snapshot';
import { coveredWorkloads } from './covered-workloads';
import { operationValues } from './operations';
import { hasTargets } from './policy-labels';

export const portNotServed: Rule = {
  name: 'security/port-not-served',
  codes: [],
  severity: 'warning',
  inputs: ['AuthorizationPolicy', 'Service', ...WORKLOAD_KINDS],
  why: "Policies mean the workload's own port, not the Service's: requests come in at another one, so the rule never matches.",
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
  check(snapshot, report) {
    snapshot.use(servicesByNamespace);
    for (const policy of snapshot.list('AuthorizationPolicy')) {
      const wanted = hasTargets(policy) ? [] : operationValues(policy, 'ports');
      if (wanted.length === 0) continue;
      const ports = openPorts(snapshot, coveredWorkloads(snapshot, policy));
      if (ports === undefined) continue;
      for (const { value, path } of wanted) {
        if (ports.open.has(value)) continue;
        const target = ports.targets.get(value);
        report(policy, {
          path,
          message: `No workload of ${policy.metadata.name} has port ${value}${target === undefined ? '' : `: port ${value} of its Service leads to ${target}`}`,
          fix:
            target === undefined
              ? undefined
              : { title: `Mean port ${target}`, edits: [{ path, value: target }] },
        });
      }
    }
  },
};

interface Ports {
  /** Of the workloads themselves. */
  open: ReadonlySet<string>;
  /** By a Service's own port, where that is another one. */
  targets: ReadonlyMap<string, string>;
}

/** What is known to be open; undefined where nothing is known of some workload. */
function openPorts(snapshot: Snapshot, covered: readonly Workload[]): Ports | undefined {
  const open = new Set<string>();
  const targets = new Map<string, string>();
  for (const workload of covered) {
    const own = [...declared(workload), ...registered(snapshot, workload)];
    const led = targetsTo(snapshot, workload);
    if (own.length + led.length === 0) return undefined;
    for (const port of own) open.add(port);
    for (const { port, target } of led) {
      open.add(target);
      if (port !== target) targets.set(port, target);
    }
  }
  return covered.length === 0 ? undefined : { open, targets };
}

function declared({ spec: { containers = [] } }: Workload): string[] {
  return containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => String(containerPort)));
}

/** What agents told of. */
function registered({ facts }: Snapshot, { namespace, name }: Workload): string[] {
  return facts.registry.flatMap(({ port, endpoints }) =>
    endpoints.some(({ workload }) => workload?.namespace === namespace && workload.workload === name)
      ? [String(port), ...endpoints.map((one) => String(one.port))]
      : [],
  );
}

function targetsTo(snapshot: Snapshot, workload: Workload): { port: string; target: string }[] {
  return servicesOf(snapshot, workload).flatMap(({ ports = [] }) =>
    ports.map(({ port = 0, targetPort }) => ({
      port: String(port),
      target: resolveName(workload, String(targetPort || port)),
    })),
  );
}

/** A target may be the name of a container's port. */
function resolveName({ spec: { containers = [] } }: Workload, target: string): string {
  const named = containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === target);
  return String(named?.containerPort ?? target);
}
