import type { HealthReport } from '../../health/health-report';
import type { HealthStatus } from '../../health/health-status';
import { worseReport } from '../../health/request-health';
import { edgeHealth } from '../edge-health';
import type { EdgeSum, JudgedParts } from '../edge-sum';
import { judgeNode } from '../finish-node';
import type { BoxMembers, GraphEdge } from '../graph';
import type { KnownNode } from '../known-nodes';
import type { MeshKnowledge } from '../mesh-knowledge';
import type { Box } from './fold-sums';

/** What is inside a folded namespace, and the worst of it. */
export function finishMembers(
  { members, inside }: Box,
  knowledge: MeshKnowledge,
  known: ReadonlyMap<string, KnownNode>,
): { health: HealthReport; members: BoxMembers; agents: number; isIdle: boolean } {
  let worst: Worst | undefined;
  let agents = 0;
  const counts: Partial<Record<HealthStatus, number>> = {};
  for (const sum of members) {
    const { id } = sum.identity;
    const own = known.get(id);
    agents += own?.agents ?? 0;
    const { health } = judgeNode(sum, own, knowledge);
    counts[health.status] = (counts[health.status] ?? 0) + 1;
    if (worst === undefined || isWorse(health, worst.health)) worst = { id, health };
  }
  const edges = judgeEdges(inside, knowledge);
  return {
    health: worst?.health ?? NOTHING,
    members: {
      nodes: members.length,
      health: counts,
      edges: inside.length,
      edgesInTrouble: edges.inTrouble,
      ...(worst === undefined ? {} : { worst: worst.id }),
      ...(edges.worst === undefined ? {} : { worstEdge: edges.worst.id }),
    },
    agents,
    isIdle: members.every(({ callsOthers, isCalled }) => !callsOthers && !isCalled),
  };
}

/** A folded edge with what it stands for: what was made last time as long as nothing differs. */
export function finishBundle(
  sum: EdgeSum,
  finished: GraphEdge,
  parts: readonly EdgeSum[],
  knowledge: MeshKnowledge,
): GraphEdge {
  const judged = judgeParts(sum, parts, knowledge);
  const { bundled } = sum;
  if (bundled?.finished === finished && bundled.judged === judged) return bundled.edge;
  const edge = { ...finished, health: judged.health, parts: judged.parts };
  sum.bundled = { edge, finished, judged };
  return edge;
}

/** The health of a folded edge is that of the worst edge it stands for; the one of last time as long as nothing differs. */
export function judgeParts(sum: EdgeSum, parts: readonly EdgeSum[], knowledge: MeshKnowledge): JudgedParts {
  const { findTolerances } = knowledge;
  if (sum.judgedParts?.findTolerances !== findTolerances) {
    const { worst, inTrouble } = judgeEdges(parts, knowledge);
    sum.judgedParts = {
      health: worst?.health ?? NOTHING,
      parts: { edges: parts.length, inTrouble, ...(worst === undefined ? {} : { worst: worst.id }) },
      findTolerances,
    };
  }
  return sum.judgedParts;
}

const NOTHING: HealthReport = { status: 'NA', errorPercent: 0 };

interface Worst {
  id: string;
  health: HealthReport;
}

function judgeEdges(
  edges: readonly EdgeSum[],
  { findTolerances }: MeshKnowledge,
): { worst: Worst | undefined; inTrouble: number } {
  let worst: Worst | undefined;
  let inTrouble = 0;
  for (const sum of edges) {
    const health = edgeHealth(sum, findTolerances);
    if (health.status === 'Failure' || health.status === 'Degraded') inTrouble++;
    if (worst === undefined || isWorse(health, worst.health)) worst = { id: sum.id, health };
  }
  return { worst, inTrouble };
}

function isWorse(one: HealthReport, than: HealthReport): boolean {
  return worseReport(than, one) === one;
}
