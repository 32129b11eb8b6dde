import type { TrafficProtocol } from '@/lib/mesh/metrics/request-outcome';
import type { MeshSize, PlannedService, PlannedWorkload } from './mesh-plan';

const NOUNS = ['cart', 'orders', 'catalog', 'search', 'billing', 'users', 'stock', 'mail', 'rates', 'audit'];
const STORES = ['postgres', 'redis', 'kafka', 'mongo'];
const VERBS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'];
const PLACES = ['', '/{id}', '/{id}/items', '/{id}/history', '/search', '/batch'];

/** Shares of services by layer: gateways, front ends, middle, back ends, stores. */
const LAYERS = [0.01, 0.12, 0.47, 0.28, 0.12];
/** Share of services with a canary beside the stable version. */
const WITH_CANARY = 0.15;

/** Services until there are enough workloads, namespaces of very different sizes (a few large ones, many small ones). */
export function planServices(size: MeshSize, random: () => number): PlannedService[] {
  const { workloads, namespaces } = size;
  const services: PlannedService[] = [];
  let planned = 0;
  for (let index = 0; planned < workloads; index++) {
    const layer = index < LAYERS.length ? index : pickLayer(random());
    const namespace = `team-${index < namespaces ? index : pickNamespace(random(), namespaces)}`;
    const service = planService(index, layer, namespace, random, planned + 2 <= workloads);
    planned += service.versions.length;
    services.push(service);
  }
  return services.sort((a, b) => a.layer - b.layer);
}

function planService(
  index: number,
  layer: number,
  namespace: string,
  random: () => number,
  mayHaveCanary: boolean,
): PlannedService {
  const protocol = pickProtocol(layer, random());
  const noun = (layer === 4 ? STORES : NOUNS)[index % (layer === 4 ? STORES : NOUNS).length] ?? 'app';
  const name = layer === 0 ? `gateway-${index}` : `${noun}-${index}`;
  const hasCanary = mayHaveCanary && layer > 0 && layer < 4 && random() < WITH_CANARY;
  const of = (version: string): PlannedWorkload => ({
    name: `${name}-${version}`,
    namespace,
    app: name,
    version,
    isGateway: layer === 0,
  });
  const stable = { workload: of('v1'), share: hasCanary ? 0.9 : 1 };
  return {
    name,
    namespace,
    protocol,
    port: protocol === 'tcp' ? 5432 : 8080,
    layer,
    versions: hasCanary ? [stable, { workload: of('v2'), share: 0.1 }] : [stable],
    operations: planOperations(noun, protocol, random),
    medianMs: 2 * Math.exp(3 * random()),
  };
}

function planOperations(noun: string, protocol: TrafficProtocol, random: () => number): string[] {
  const count = 2 + Math.floor(4 * random());
  return Array.from({ length: count }, (_, index) =>
    protocol === 'grpc'
      ? `/${noun}.v1.Api/Call${index}`
      : protocol === 'tcp'
        ? 'unknown'
        : `${VERBS[index % VERBS.length]} /${noun}${PLACES[index % PLACES.length]}`,
  );
}

function pickLayer(at: number): number {
  let rest = at;
  for (const [layer, share] of LAYERS.entries()) {
    if (rest < share) return layer;
    rest -= share;
  }
  return 2;
}

/** Denser towards the first namespaces. */
function pickNamespace(at: number, namespaces: number): number {
  return Math.floor(namespaces * at ** 1.8);
}

function pickProtocol(layer: number, at: number): TrafficProtocol {
  if (layer === 4) return 'tcp';
  return layer >= 2 && at < 0.2 ? 'grpc' : 'http';
}
