import type { FindTolerances } from '../health/health-rate';
import { compareHealth, type HealthStatus, worseHealth } from '../health/health-status';
import { addRequests, type CodeCounts } from '../health/request-counts';
import { directionHealth } from '../health/request-health';

/** One namespace in one step of time. */
export interface NamespaceStep {
  /** Requests its workloads received, and how many of them failed. */
  requests: number;
  errors: number;
  /** The worst of its workloads, by the tolerances that hold in the graph. */
  status: HealthStatus;
}

/** Requests of one kind that a workload received. */
export interface ReceivedRequests {
  namespace: string;
  workload: string;
  protocol: string;
  /** Response code or grpc status, `-` for no response. */
  outcome: string;
  isError: boolean;
  count: number;
}

/** Gathers one step of time, then judges it. */
export class StepTally {
  private readonly codes = new Map<string, Map<string, CodeCounts>>();
  private readonly sums = new Map<string, { requests: number; errors: number }>();

  add({ namespace, workload, protocol, outcome, isError, count }: ReceivedRequests): void {
    const sum = this.sums.get(namespace) ?? { requests: 0, errors: 0 };
    this.sums.set(namespace, sum);
    sum.requests += count;
    if (isError) sum.errors += count;
    const workloads = this.codes.get(namespace) ?? new Map<string, CodeCounts>();
    this.codes.set(namespace, workloads);
    const counts: CodeCounts = workloads.get(workload) ?? new Map();
    workloads.set(workload, counts);
    addRequests(counts, protocol, outcome, count);
  }

  /** Every namespace with requests in this step. */
  judge(findTolerances: FindTolerances): Map<string, NamespaceStep> {
    const judged = new Map<string, NamespaceStep>();
    for (const [namespace, sum] of this.sums) {
      let status: HealthStatus = 'NA';
      for (const [name, counts] of this.codes.get(namespace) ?? []) {
        const tolerances = findTolerances({ kind: 'workload', namespace, name });
        status = worseHealth(status, directionHealth(counts, 'inbound', tolerances).status);
      }
      judged.set(namespace, { ...sum, status });
    }
    return judged;
  }
}

/** The mesh, or some namespaces of it, in one step of time. */
export interface MeshStep {
  requests: number;
  errors: number;
  failing: number;
  degraded: number;
  /** The namespace in the worst state, the one with most errors among equals; empty when nothing is wrong. */
  worst: string;
}

/** Adds up the namespaces of a step; an empty `wanted` means all. */
export function sumStep(
  step: ReadonlyMap<string, NamespaceStep>,
  wanted: ReadonlySet<string> = new Set(),
): MeshStep {
  const sum: MeshStep = { requests: 0, errors: 0, failing: 0, degraded: 0, worst: '' };
  let worst: NamespaceStep | undefined;
  for (const [namespace, one] of step) {
    if (wanted.size > 0 && !wanted.has(namespace)) continue;
    sum.requests += one.requests;
    sum.errors += one.errors;
    if (one.status === 'Failure') sum.failing += 1;
    else if (one.status === 'Degraded') sum.degraded += 1;
    else continue;
    if (worst !== undefined && !isWorse(one, worst)) continue;
    worst = one;
    sum.worst = namespace;
  }
  return sum;
}

function isWorse(a: NamespaceStep, b: NamespaceStep): boolean {
  const order = compareHealth(a.status, b.status);
  return order < 0 || (order === 0 && a.errors > b.errors);
}
