import type { GraphEdge, GraphNode } from '@/lib/mesh/graph/graph';
import type { GraphBadge } from '@/lib/mesh/graph/graph-badge';
import { parseSubject } from '@/lib/mesh/graph/node-id';
import type { GraphSigns } from '@/lib/protocol/api/graph-signs';
import { BADGE_KINDS, type BadgeKind } from './badge-kind';

type Rollout = GraphSigns['rollouts'][number];

/** What a node carries, by urgency, and what stands behind it. */
export type NodeBadges = {
  kinds: readonly BadgeKind[];
  rollouts: readonly Rollout[];
  /** Problems of the configuration that names it. */
  errors: number;
  warnings: number;
};

/** The proxy refused a request because a breaker was open. */
const REFUSED = 'UO';

const OF_CONFIG: Readonly<Record<GraphBadge, BadgeKind>> = {
  virtualService: 'routing',
  requestRouting: 'routing',
  trafficShifting: 'trafficShifting',
  tcpTrafficShifting: 'trafficShifting',
  requestTimeout: 'requestTimeout',
  faultInjection: 'faultInjection',
  mirroring: 'mirroring',
  circuitBreaker: 'circuitBreaker',
  workloadEntry: 'workloadEntry',
};

/** The badges of every node that has any. */
export function listBadges(
  graph: { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] },
  signs: GraphSigns | undefined,
): Map<string, NodeBadges> {
  const refused = new Set(graph.edges.filter(isRefused).map(({ target }) => target));
  const findings = new Map((signs?.findings ?? []).map((finding) => [finding.of, finding]));
  const badges = new Map<string, NodeBadges>();
  for (const node of graph.nodes) {
    const rollouts = (signs?.rollouts ?? []).filter((rollout) => isOf(rollout, node));
    const found = subjectsOf(node).flatMap((id) => findings.get(id) ?? []);
    const errors = found.reduce((sum, { error }) => sum + error, 0);
    const warnings = found.reduce((sum, { warning }) => sum + warning, 0);
    const kinds = badgeKindsOf(node.badges ?? []);
    if (refused.has(node.id)) kinds.add('breakerOpen');
    if (errors > 0) kinds.add('findingError');
    else if (warnings > 0) kinds.add('findingWarning');
    if (rollouts.length > 0) kinds.add('rollout');
    if (node.isOutOfMesh && !node.isExternal && node.kind !== 'unknown') kinds.add('noSidecar');
    if (kinds.size === 0) continue;
    badges.set(node.id, { kinds: BADGE_KINDS.filter((kind) => kinds.has(kind)), rollouts, errors, warnings });
  }
  return badges;
}

/** The signs that configuration gives a node. */
export function badgeKindsOf(badges: readonly GraphBadge[]): Set<BadgeKind> {
  return new Set(badges.map((badge) => OF_CONFIG[badge]));
}

function isRefused({ responses }: GraphEdge): boolean {
  return responses.some(({ flags, rate }) => rate > 0 && flags.split(',').includes(REFUSED));
}

/** A rollout is of its service, and of the two versions it moves traffic between. */
function isOf({ service, stable, canary }: Rollout, node: GraphNode): boolean {
  const isBehind = node.services.some((host) => host.startsWith(`${service.name}.${service.namespace}.`));
  const isNamed = node.namespace === service.namespace && node.name === service.name;
  if (!isBehind && !isNamed) return false;
  return node.version === '' || node.version === stable || node.version === canary;
}

/** The ids under which the configuration knows what a node stands for. */
function subjectsOf(node: GraphNode): string[] {
  const services = node.services.flatMap((host) => {
    const [name, namespace] = host.split('.');
    return name === undefined || namespace === undefined ? [] : [`service:${namespace}/${name}`];
  });
  const { kind, namespace, workload } = node;
  const own = kind === 'service' ? [`service:${namespace}/${parseSubject(node.id)?.name ?? node.name}`] : [];
  const behind = workload === '' ? [] : [`workload:${namespace}/${workload}`];
  return [...new Set([...services, ...own, ...behind])];
}
