import type { FindTolerances, HealthKind } from '../health/health-rate';
import type { HealthReport } from '../health/health-report';
import { protocolHealth, worseReport } from '../health/request-health';
import { bytesOf, type EdgeSum } from './edge-sum';
import type { NodeIdentity } from './node-identity';

/** The worse of what the source tolerates going out and the target coming in; tcp is healthy as long as bytes flow. */
export function edgeHealth(sum: EdgeSum, findTolerances: FindTolerances): HealthReport {
  if (sum.judged?.findTolerances !== findTolerances)
    sum.judged = { health: judgeEdge(sum, findTolerances), findTolerances };
  return sum.judged.health;
}

function judgeEdge(sum: EdgeSum, findTolerances: FindTolerances): HealthReport {
  if (sum.protocol === 'tcp') return { status: bytesOf(sum) > 0 ? 'Healthy' : 'NA', errorPercent: 0 };
  const { protocol, responses } = sum;
  const codes = { keys: responses.keys.map(({ code }) => code), amounts: responses.amounts };
  const [from, to] = [findTolerances(subjectOf(sum.source)), findTolerances(subjectOf(sum.target))];
  const inbound = protocolHealth(protocol, codes, 'inbound', to);
  if (from === to && from.every(({ isForBothDirections }) => isForBothDirections)) return inbound;
  return worseReport(inbound, protocolHealth(protocol, codes, 'outbound', from));
}

/** Whose tolerances hold for a node: an operation is judged as its service is. */
export function subjectOf({ kind, namespace, name, app }: NodeIdentity): {
  kind: HealthKind;
  namespace: string;
  name: string;
} {
  if (kind === 'operation') return { kind: 'service', namespace, name: app };
  return { kind: kind === 'unknown' || kind === 'namespace' ? 'workload' : kind, namespace, name };
}
