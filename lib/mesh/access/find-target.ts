import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import type { PolicyWorkload } from './selects-workload';
import type { SimulatedAccess } from './simulated-request';

/** Whom a simulated request is for. */
export interface AccessTarget {
  readonly workload: PolicyWorkload;
  readonly servicePort: number;
  /** The workload's own port: what PeerAuthentication's and AuthorizationPolicy's ports mean. */
  readonly port: number;
  /** How the workload was found. */
  readonly found: string;
}

interface ServiceSpec {
  selector?: Readonly<Record<string, string>>;
  ports?: readonly { port?: number; targetPort?: number | string }[];
}

/** The workload behind a request: what the request says, else the pods of the Service its host names. */
export function findTarget(
  resources: ResourceSet,
  request: SimulatedAccess,
  host: string,
  urlPort: number,
): AccessTarget {
  const [name = '', hostNamespace] = host.split('.');
  const { to = {} } = request;
  const namespace = to.namespace ?? hostNamespace ?? request.from?.namespace ?? 'default';
  const service = resources.find('Service', namespace, name);
  const spec = (service?.spec ?? {}) as ServiceSpec;
  const servicePort = request.port ?? urlPort;
  const labels = to.labels ?? labelsBehind(resources, namespace, spec) ?? { app: to.workload ?? name };
  return {
    workload: { namespace, labels },
    servicePort,
    port: to.port ?? targetPort(spec, servicePort),
    found: describe(to.labels !== undefined, service, labels),
  };
}

function labelsBehind(
  resources: ResourceSet,
  namespace: string,
  { selector }: ServiceSpec,
): Readonly<Record<string, string>> | undefined {
  if (selector === undefined) return undefined;
  const fits = (labels: Readonly<Record<string, string>>) =>
    Object.entries(selector).every(([name, value]) => labels[name] === value);
  for (const kind of ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet'] as const) {
    for (const object of resources.list(kind)) {
      const labels = kind === 'Pod' ? object.metadata.labels : templateLabels(object);
      if (object.metadata.namespace === namespace && fits(labels)) return labels;
    }
  }
  return selector;
}

function templateLabels({ spec }: ConfigResource): Readonly<Record<string, string>> {
  const { template } = (spec ?? {}) as { template?: { metadata?: { labels?: Record<string, string> } } };
  return template?.metadata?.labels ?? {};
}

function targetPort({ ports = [] }: ServiceSpec, port: number): number {
  const target = ports.find((one) => one.port === port)?.targetPort;
  return typeof target === 'number' ? target : port;
}

function describe(isGiven: boolean, service: ConfigResource | undefined, labels: object): string {
  const text = Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
  if (isGiven) return `labels ${text}, as the request says`;
  return service === undefined ? `labels ${text}, taken from the host` : `labels ${text}, behind its Service`;
}
