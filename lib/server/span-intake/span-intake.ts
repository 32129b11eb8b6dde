import { randomUUID } from 'node:crypto';
import { findSpanFault, type SpanRange } from '../../mesh/trace/judge-span';
import type { Span } from '../../mesh/trace/span';
import { createFindOwner, type FindOwner, type OwnerCandidate } from '../../mesh/trace/span-owner';
import { AppError, isAppError } from '../../protocol/app-error';
import { PendingBudget } from '../ingest/pending-budget';
import type { TelemetrySink } from '../store/contract/telemetry-sink';
import { SPAN_INTAKE_LIMITS } from './intake-limits';

export interface SpanIntakeDeps {
  sink: TelemetrySink;
  workloads: () => readonly OwnerCandidate[];
  /** When spans are taken now. */
  range: () => SpanRange;
}

/** What became of the spans of one request. */
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
  readonly counters = { requests: 0, spans: 0, rejected: 0, refused: 0, bytes: 0 };
  private readonly deps: SpanIntakeDeps;
  private readonly budget = new PendingBudget(SPAN_INTAKE_LIMITS.pendingBytes);
  private readonly epoch = randomUUID();
  private sequence = 0;
  private owners: { of: readonly OwnerCandidate[]; find: FindOwner } | undefined;

  constructor(deps: SpanIntakeDeps) {
    this.deps = deps;
  }

  /** Decodes and stores one request; refuses with `too_many_requests` when too much waits already. */
  async take(
    bytes: number,
    namespace: string | undefined,
    read: (findOwner: FindOwner) => Span[],
  ): Promise<TakenSpans> {
    if (this.budget.isUsedUp()) {
      this.counters.refused++;
      throw new AppError('too_many_requests', 'Too many spans wait to be stored; send again later');
    }
    this.budget.take(bytes);
    try {
      this.counters.requests++;
      this.counters.bytes += bytes;
      return await this.store(read(this.findOwner(namespace)), namespace);
    } finally {
      this.budget.giveBack(bytes);
    }
  }

  private async store(spans: readonly Span[], namespace: string | undefined): Promise<TakenSpans> {
    const range = this.deps.range();
    const faults = new Set<string>();
    const good = spans.filter((span) => {
      const fault =
        namespace !== undefined && span.namespace !== namespace
          ? `this token speaks for namespace "${namespace}" only`
          : findSpanFault(span, range);
      if (fault !== undefined) faults.add(fault);
      return fault === undefined;
    });
    for (let from = 0; from < good.length; from += SPAN_INTAKE_LIMITS.batchSpans)
      await this.write(good.slice(from, from + SPAN_INTAKE_LIMITS.batchSpans));
    const rejected = spans.length - good.length;
    this.counters.spans += good.length;
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
