import { objectHealth } from '../health/object-health';
import { CLUSTER_DOMAIN } from '../identity/workload-identity';
import { percentOf, roundRate } from '../metrics/round-rate';
import { UNKNOWN } from '../metrics/series-labels';
import { subjectOf } from './edge-health';
import type { EdgeProtocol, GraphNode, TrafficRates } from './graph';
import type { KnownNode } from './known-nodes';
import type { MeshKnowledge } from './mesh-knowledge';
import type { JudgedNode, NodeSum, ProtocolSum } from './node-sum';

const SAID_ELSEWHERE: ReadonlySet<string> = new Set([
  'app',
  'version',
  'service.istio.io/canonical-name',
  'service.istio.io/canonical-revision',
]);

/** What a node's numbers are seen against. */
export interface NodeContext {
  seconds: number;
  knowledge: MeshKnowledge;
  /** What the registry knows of it. */
  known: KnownNode | undefined;
  /** Its own proxy reported in the window. */
  speaks: boolean;
  /** A workload answered for this service in the window. */
  isAnswered: boolean;
  /** The namespaces that were asked for; empty means all. */
  namespaces: ReadonlySet<string>;
}

/** The verdict over a node, and over the workloads behind it: the one of last time as long as nothing differs. */
export function judgeNode(
  sum: NodeSum,
  known: KnownNode | undefined,
  { findTolerances }: Pick<MeshKnowledge, 'findTolerances'>,
): JudgedNode {
  if (sum.judged?.findTolerances !== findTolerances || sum.judged.known !== known) {
    const { identity, requests } = sum;
    const health = objectHealth(subjectOf(identity), requests, known?.statuses ?? [], findTolerances);
    sum.judged = { health, findTolerances, known };
  }
  return sum.judged;
}

/**
 * Turns sums into rates, quantiles and health, and adds what the registry knows: what was made last time as long as nothing
 * differs.
 */
export function finishNode(sum: NodeSum, context: NodeContext): GraphNode {
  const { seconds, speaks, isAnswered, namespaces, knowledge } = context;
  const { namespace } = sum.identity;
  const isOutside = namespaces.size > 0 && namespace !== UNKNOWN && !namespaces.has(namespace);
  const judged = judgeNode(sum, context.known, knowledge);
  const { findBadges } = knowledge;
  const { finished } = sum;
  if (
    finished?.judged === judged &&
    finished.seconds === seconds &&
    finished.speaks === speaks &&
    finished.isAnswered === isAnswered &&
    finished.isOutside === isOutside &&
    finished.findBadges === findBadges
  )
    return finished.node;
  const node = makeNode(sum, judged, isOutside, context);
  sum.finished = { node, judged, seconds, speaks, isAnswered, isOutside, findBadges };
  return node;
}

function makeNode(sum: NodeSum, { health }: JudgedNode, isOutside: boolean, context: NodeContext): GraphNode {
  const { identity } = sum;
  const { known, seconds } = context;
  const { latency } = sum;
  const agents = known?.agents ?? 0;
  const canSpeak = identity.kind === 'workload' || identity.kind === 'app';
  const hasSidecar = agents > 0 || context.speaks || known?.isSilent === true;
  const node: GraphNode = {
    id: identity.id,
    kind: identity.kind,
    namespace: identity.namespace,
    name: identity.name,
    cluster: identity.cluster,
    app: identity.app,
    version: identity.version,
    workload: sum.workloads.size === 1 ? [...sum.workloads].join('') : '',
    services: [...new Set([...sum.hosts, ...(known?.hosts ?? [])])].filter((host) => host !== '').sort(),
    health,
    incoming: toRates(sum.incoming, seconds),
    outgoing: toRates(sum.outgoing, seconds),
    isRoot: sum.callsOthers && !sum.isCalled,
    isIdle: !hasTraffic(sum),
    isGateway: known?.isGateway ?? false,
    isOutOfMesh: identity.kind === 'unknown' || (canSpeak && !hasSidecar),
    isExternal: isExternal(sum, context),
    isOutside,
    agents,
  };
  if (latency !== undefined) node.latency = latency;
  const labels = ownLabels(known?.labels ?? {});
  if (labels !== undefined) node.labels = labels;
  const badges = context.knowledge.findBadges?.({ ...node, hosts: node.services }) ?? [];
  if (badges.length > 0) node.badges = badges;
  return node;
}

/** Labels that name, app and version do not say already. */
function ownLabels(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
  const own = Object.entries(labels).filter(([label]) => !SAID_ELSEWHERE.has(label));
  return own.length === 0 ? undefined : Object.fromEntries(own);
}

function isExternal({ identity, hosts }: NodeSum, { known, isAnswered }: NodeContext): boolean {
  if (identity.kind !== 'service' || identity.name === UNKNOWN) return false;
  if (known !== undefined) return known.isExternal;
  return !isAnswered && ![...hosts].some((host) => host.includes(`.${CLUSTER_DOMAIN}`));
}

function hasTraffic(sum: NodeSum): boolean {
  for (const sums of [sum.incoming, sum.outgoing])
    for (const { amount } of sums.values()) if (amount > 0) return true;
  return false;
}

function toRates(
  sums: ReadonlyMap<EdgeProtocol, ProtocolSum>,
  seconds: number,
): Partial<Record<EdgeProtocol, TrafficRates>> {
  const rates: Partial<Record<EdgeProtocol, TrafficRates>> = {};
  for (const [protocol, { amount, errors }] of sums) {
    rates[protocol] = {
      rate: roundRate(amount / seconds),
      errorPercent: protocol === 'tcp' ? 0 : percentOf(errors, amount),
    };
  }
  return rates;
}
