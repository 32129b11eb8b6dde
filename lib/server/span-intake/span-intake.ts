import { randomUUID } from 'node:crypto';
import type { ApplicationLog } from '../../mesh/log/application-log';
import { findLogFault } from '../../mesh/log/otlp/logs-from-otlp';
import { findSpanFault, type SpanRange } from '../../mesh/trace/judge-span';
import type { Span } from '../../mesh/trace/span';
import { createFindOwner, type FindOwner, type OwnerCandidate } from '../../mesh/trace/span-owner';
import { AppError, isAppError } from '../../protocol/app-error';
import { PendingBudget } from '../ingest/pending-budget';
import type { ApplicationLogs } from '../store/contract/application-logs';
import type { TelemetrySink } from '../store/contract/telemetry-sink';
import { SPAN_INTAKE_LIMITS } from './intake-limits';

export interface SpanIntakeDeps {
  sink: TelemetrySink;
  logs: Pick<ApplicationLogs, 'writeLogs'>;
  workloads: () => readonly OwnerCandidate[];
  /** When spans are taken now. */
  range: () => SpanRange;
}

/** What became of the spans or log lines of one request. */
export interface TakenSpans {
  stored: number;
  rejected: number;
  /** Why the first of each kind was rejected; empty when none was. */
  reason: string;
}

const REPORTER = 'applications';

/**
 * Takes the spans of applications into the sink that the agents' spans go to. A sender that got no answer sends again:
 * a span that is stored twice is shown once.
 */
export class SpanIntake {
  readonly counters = { requests: 0, spans: 0, logs: 0, rejected: 0, refused: 0, bytes: 0 };
  private readonly deps: SpanIntakeDeps;
  private readonly budget = new PendingBudget(SPAN_INTAKE_LIMITS.pendingBytes);
  private readonly epoch = randomUUID();
  private sequence = 0;
  private owners: { of: readonly OwnerCandidate[]; find: FindOwner } | undefined;

  constructor(deps: SpanIntakeDeps) {
    this.deps = deps;
  }

  /** The same for lines of applications' logs. */
  takeLogs(
    bytes: number,
    namespace: string | undefined,
    read: (findOwner: FindOwner) => ApplicationLog[],
  ): Promise<TakenSpans> {
    return this.admit(bytes, async () => {
      const range = this.deps.range();
      const sorted = sortOut(read(this.findOwner(namespace)), namespace, (line) => findLogFault(line, range));
      await this.deps.logs.writeLogs(sorted.good);
      this.counters.logs += sorted.good.length;
      return this.conclude(sorted);
    });
  }

  /** Decodes and stores one request; refuses with `too_many_requests` when too much waits already. */
  take(
    bytes: number,
    namespace: string | undefined,
    read: (findOwner: FindOwner) => Span[],
  ): Promise<TakenSpans> {
    return this.admit(bytes, async () => {
      const range = this.deps.range();
      const sorted = sortOut(read(this.findOwner(namespace)), namespace, (span) =>
        findSpanFault(span, range),
      );
      for (let from = 0; from < sorted.good.length; from += SPAN_INTAKE_LIMITS.batchSpans)
        await this.write(sorted.good.slice(from, from + SPAN_INTAKE_LIMITS.batchSpans));
      this.counters.spans += sorted.good.length;
      return this.conclude(sorted);
    });
  }

  private async admit(bytes: number, work: () => Promise<TakenSpans>): Promise<TakenSpans> {
    if (this.budget.isUsedUp()) {
      this.counters.refused++;
      throw new AppError('too_many_requests', 'Too much waits to be stored; send again later');
    }
    this.budget.take(bytes);
    try {
      this.counters.requests++;
      this.counters.bytes += bytes;
      return await work();
    } finally {
      this.budget.giveBack(bytes);
    }
  }

  private conclude({ good, rejected, faults }: Sorted<unknown>): TakenSpans {
    this.counters.rejected += rejected;
    return { stored: good.length, rejected, reason: [...faults].join('; ') };
  }

  private async write(spans: readonly Span[]): Promise<void> {
    const { sink } = this.deps;
    const batch = {
      agentId: REPORTER,
      epoch: this.epoch,
      sequence: this.sequence++,
      points: [],
      logs: [],
      spans,
    };
    try {
      await sink.write(batch);
    } catch (error) {
      // The sender repeats the request, under another number: no batch waits for this one.
      await sink.committedSequence(REPORTER, this.epoch).catch(() => null);
      if (!isAppError(error) || error.code !== 'overloaded') throw error;
      this.counters.refused++;
      throw new AppError('too_many_requests', 'The store is behind; send again later');
    }
  }

  private findOwner(namespace: string | undefined): FindOwner {
    const workloads = this.deps.workloads();
    if (this.owners?.of !== workloads) this.owners = { of: workloads, find: createFindOwner(workloads) };
    const { find } = this.owners;
    if (namespace === undefined) return find;
    return (serviceName, tags) => {
      const owner = find(serviceName, tags);
      return owner.namespace === 'unknown' ? { ...owner, namespace } : owner;
    };
  }
}

interface Sorted<T> {
  good: T[];
  rejected: number;
  faults: ReadonlySet<string>;
}

/** What can be kept, and why the rest cannot. */
function sortOut<T extends { namespace: string }>(
  all: readonly T[],
  namespace: string | undefined,
  findFault: (item: T) => string | undefined,
): Sorted<T> {
  const faults = new Set<string>();
  const good = all.filter((item) => {
    const fault =
      namespace !== undefined && item.namespace !== namespace
        ? `this token speaks for namespace "${namespace}" only`
        : findFault(item);
    if (fault !== undefined) faults.add(fault);
    return fault === undefined;
  });
  return { good, rejected: all.length - good.length, faults };
}
