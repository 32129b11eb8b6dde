import type { MeshSize, PlannedCall, PlannedService, PlannedWorkload } from './mesh-plan';

const EDGES_A_WORKLOAD = 3;
/** Calls that stay in their namespace when something is there to call. */
const LOCAL = 0.7;
/** Services that everybody knows (users, mail, rates ...), and the share of calls to other namespaces that are theirs. */
const HUBS = 16;
const TO_HUBS = 0.6;
/** Nobody is called more often than this a second by one caller, so that hubs stay believable. */
const MOST_A_SECOND = 400;

type Wish = { source: PlannedService; target: PlannedService; perRequest: number };

/**
 * Who calls whom, and how much. Calls run to deeper layers (or later services of the same one), so there are no
 * cycles; targets are drawn by popularity, so few services are called by very many, as in real meshes. Rates follow
 * from what the gateways get: a service sends on a share of what it is asked.
 */
export function planCalls(
  services: readonly PlannedService[],
  size: MeshSize,
  random: () => number,
): PlannedCall[] {
  const wanted = size.edges ?? EDGES_A_WORKLOAD * size.workloads;
  const wishes = planWishes(services, wanted, random);
  const asked = askedRates(services, wishes, random);
  const calls: PlannedCall[] = [];
  for (const service of services) {
    if (service.layer !== 0) continue;
    for (const target of service.versions)
      calls.push(
        makeCall(undefined, service, target.workload, (asked.get(service) ?? 1) * target.share, random),
      );
  }
  for (const { source, target, perRequest } of wishes) {
    const rate = Math.min(MOST_A_SECOND, (asked.get(source) ?? 0) * perRequest);
    for (const from of source.versions)
      for (const to of target.versions)
        calls.push(makeCall(from.workload, target, to.workload, rate * from.share * to.share, random));
  }
  return calls;
}

function planWishes(services: readonly PlannedService[], wanted: number, random: () => number): Wish[] {
  const byNamespace = new Map<string, number[]>();
  const order = new Map(services.map((service, index) => [service, index]));
  for (const [index, { namespace }] of services.entries())
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), index]);
  const step = Math.ceil(services.length / HUBS);
  const hubs = services.flatMap(({ layer }, index) => (layer >= 2 && index % step === 0 ? [index] : []));
  const wishes: Wish[] = [];
  const taken = new Set<string>();
  let edges = 0;
  const add = (source: PlannedService, target: PlannedService | undefined): void => {
    if (target === undefined) return;
    const key = `${order.get(source)} ${order.get(target)}`;
    if (taken.has(key)) return;
    taken.add(key);
    wishes.push({ source, target, perRequest: 0.05 + 0.9 * random() ** 2 });
    edges += source.versions.length * target.versions.length;
  };
  const targetOf = (source: PlannedService, index: number): PlannedService | undefined => {
    const local = (byNamespace.get(source.namespace) ?? []).filter((other) => other > index);
    const isLocal = local.length > 0 && random() < LOCAL;
    const later = hubs.filter((hub) => hub > index);
    const isHub = !isLocal && later.length > 0 && random() < TO_HUBS;
    const at = isLocal
      ? local[Math.floor(local.length * random())]
      : isHub
        ? later[Math.floor(later.length * random() ** 3)]
        : index + 1 + Math.floor((services.length - index - 1) * random());
    return at === undefined ? undefined : services[at];
  };
  // Everybody is called by somebody first, then the rest of the edges go where callers already are.
  for (let index = 1; index < services.length && edges < wanted; index++) {
    const target = services[index];
    if (target === undefined || target.layer === 0) continue;
    const local = (byNamespace.get(target.namespace) ?? []).filter(
      (other) => other < index && isCaller(services[other]),
    );
    const at =
      local.length > 0 && random() < LOCAL
        ? local[Math.floor(local.length * random())]
        : Math.floor(index * random());
    const source = services[at ?? 0];
    if (source !== undefined && isCaller(source)) add(source, target);
  }
  for (let tries = 0; edges < wanted && tries < 20 * wanted; tries++) {
    const index = Math.floor(services.length * random() ** 1.5);
    const source = services[index];
    if (source !== undefined && isCaller(source)) add(source, targetOf(source, index));
  }
  return wishes;
}

/** Stores call nobody. */
function isCaller(service: PlannedService | undefined): boolean {
  return service !== undefined && service.layer < 4;
}

function askedRates(
  services: readonly PlannedService[],
  wishes: readonly Wish[],
  random: () => number,
): Map<PlannedService, number> {
  const asked = new Map<PlannedService, number>();
  for (const service of services) if (service.layer === 0) asked.set(service, 40 * 10 ** random());
  const from = new Map<PlannedService, Wish[]>();
  for (const wish of wishes) from.set(wish.source, [...(from.get(wish.source) ?? []), wish]);
  // Services are sorted by layer and nobody calls back, so one pass in order is enough.
  for (const service of services) {
    const rate = asked.get(service) ?? 0.2 + 2 * random();
    asked.set(service, rate);
    for (const { target, perRequest } of from.get(service) ?? [])
      asked.set(target, (asked.get(target) ?? 0) + Math.min(MOST_A_SECOND, rate * perRequest));
  }
  return asked;
}

function makeCall(
  source: PlannedWorkload | undefined,
  service: PlannedService,
  target: PlannedWorkload,
  rate: number,
  random: () => number,
): PlannedCall {
  const trouble = random();
  const operation = service.operations[Math.floor(service.operations.length * random())] ?? 'unknown';
  return {
    source,
    service,
    target,
    rate,
    errorShare: trouble < 0.008 ? 0.1 + 0.4 * random() : trouble < 0.03 ? 0.002 + 0.03 * random() : 0,
    errorCode: service.protocol === 'grpc' ? '14' : random() < 0.2 ? '404' : '503',
    medianMs: service.medianMs * (0.8 + 0.4 * random()),
    operation,
  };
}
