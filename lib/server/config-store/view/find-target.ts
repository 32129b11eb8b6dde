import type { TouchTarget } from '../../../mesh/config/references/touches';
import { parseSubject, type Subject } from '../../../mesh/graph/node-id';
import type { WorkloadIdentity } from '../../../mesh/identity/workload-identity';
import type { MeshService } from '../../../mesh/registry/service';
import { AppError } from '../../../protocol/app-error';

/** The hosts and workloads of a service, workload or app by its node id, as agents registered them. */
export function findTarget(
  id: string,
  services: readonly MeshService[],
  agents: readonly WorkloadIdentity[],
  domain: string,
): TouchTarget {
  const subject = parseSubject(id);
  if (subject === undefined || !['service', 'workload', 'app'].includes(subject.kind)) {
    throw new AppError(
      'bad_request',
      `Cannot tell what touches "${id}": it names no service, workload or app`,
    );
  }
  if (subject.kind === 'service') {
    const service = services.find(
      ({ name, namespace }) => name === subject.name && namespace === subject.namespace,
    );
    // A service that has gone still has its configuration.
    const host = service?.host ?? `${subject.name}.${subject.namespace}.${domain}`;
    return { hosts: [host], workloads: service === undefined ? [] : workloadsOf(service) };
  }
  const workloads = agents.filter((identity) => isNamed(identity, subject));
  const hosts = services.filter((service) =>
    workloadsOf(service).some((identity) => isNamed(identity, subject)),
  );
  return { hosts: [...new Set(hosts.map(({ host }) => host))], workloads };
}

function workloadsOf({ endpoints }: MeshService): WorkloadIdentity[] {
  return endpoints.flatMap(({ workload }) => (workload === undefined ? [] : [workload]));
}

function isNamed(identity: WorkloadIdentity, { kind, namespace, name, version }: Subject): boolean {
  if (identity.namespace !== namespace) return false;
  if (kind === 'workload') return identity.workload === name;
  return identity.app === name && (version === undefined || identity.version === version);
}
