import { setTimeout as pause } from 'node:timers/promises';
import { fromLabelValues } from '../../mesh/metrics/series-labels';
import { AppError, isAppError } from '../../protocol/app-error';
import { type Hello, seriesSchema } from '../../protocol/ingest/agent-message';
import { INGEST_LIMITS } from '../../protocol/ingest/limits';
import type { SeriesDirectory } from '../store/contract/series-directory';
import type { AgentSocket } from './agent-socket';
import type { AgentStream } from './agent-stream';
import { decodeBatch } from './decode-batch';
import type { IngestCounters } from './ingest-counters';
import { INGEST_SERVER_LIMITS } from './ingest-limits';
import type { PendingBudget } from './pending-budget';
import { readBatch } from './read-batch';
import { checkMessage } from './read-message';
import type { TelemetryIntake } from './telemetry-intake';
import { withoutNul } from './without-nul';

export interface AgentTelemetryDeps {
  series: Pick<SeriesDirectory, 'resolve'>;
  intake: TelemetryIntake;
  budget: PendingBudget;
  counters: IngestCounters;
}

/** What one connection brings of its agent's telemetry: series defined once, then batches that speak of them. */
export class AgentTelemetry {
  private readonly deps: AgentTelemetryDeps;
  private readonly hello: Hello;
  private readonly stream: AgentStream;
  private readonly socket: AgentSocket;
  private readonly onAcknowledged: () => void;
  private readonly series = new Map<number, number>();
  /** Highest sequence this connection knows of, and the highest it was told to be committed. */
  private seenSequence: number;
  private toldSequence: number;

  constructor(
    deps: AgentTelemetryDeps,
    hello: Hello,
    stream: AgentStream,
    socket: AgentSocket,
    onAcknowledged: () => void,
  ) {
    this.deps = deps;
    this.hello = hello;
    this.stream = stream;
    this.socket = socket;
    this.onAcknowledged = onAcknowledged;
    this.seenSequence = this.toldSequence = stream.ackedSequence() ?? -1;
    stream.attach(this.acknowledge);
  }

  stop(): void {
    this.stream.detach(this.acknowledge);
  }

  takeBatch(message: unknown, bytes: number): void {
    const batch = readBatch(message);
    if (batch === undefined)
      throw new AppError('bad_request', 'Cannot read a batch: it does not fit the schema');
    const { sequence } = batch;
    const { stream } = this;
    this.seenSequence = Math.max(this.seenSequence, sequence);
    if (stream.hasReceived(sequence)) {
      stream.noteDuplicate(sequence);
      return;
    }
    const decoded = decodeBatch(batch, this.series);
    if (typeof decoded === 'string') {
      throw new AppError('bad_request', `Cannot read batch ${sequence}: ${decoded}`);
    }
    const { counters, intake } = this.deps;
    const { agentId, epoch } = this.hello;
    const { points, logs, spans } = decoded;
    counters.batches++;
    counters.points += points.length;
    counters.logs += logs.length;
    counters.spans += spans.length;
    counters.refusedPoints += decoded.refusedPoints;
    counters.refusedLogs += decoded.refusedLogs;
    counters.refusedSpans += decoded.refusedSpans;
    intake.addPoints(points);
    intake.addLogs(logs, { agentId, epoch, sequence });
    stream.accept({ agentId, epoch, sequence, points, logs, spans }, bytes);
    this.yieldToPressure();
  }

  async defineSeries(message: unknown): Promise<void> {
    const { series } = checkMessage(seriesSchema.safeParse(message), 'series');
    const labelSets = series.map(([, values]) => fromLabelValues(values.map(withoutNul)));
    const numbers = await this.resolve(labelSets);
    for (const [index, [local]] of series.entries()) this.series.set(local, numbers[index] ?? 0);
    if (this.series.size > INGEST_LIMITS.seriesPerAgent) {
      throw new AppError('overloaded', `More than ${INGEST_LIMITS.seriesPerAgent} series on one connection`);
    }
  }

  /** Waits for the database as long as the connection lives: batches need the numbers. */
  private async resolve(labelSets: Parameters<SeriesDirectory['resolve']>[0]): Promise<number[]> {
    for (let retryMs: number = INGEST_SERVER_LIMITS.firstRetryMs; ; retryMs *= 2) {
      try {
        return await this.deps.series.resolve(labelSets);
      } catch (error) {
        const mayWait = isAppError(error) && error.code === 'database_unavailable';
        if (this.socket.isClosed || !mayWait) throw error;
        this.socket.rest();
        await pause(Math.min(retryMs, INGEST_SERVER_LIMITS.lastRetryMs), undefined, { ref: false });
      }
    }
  }

  private readonly acknowledge = (committed: number): void => {
    this.onAcknowledged();
    // What an earlier connection brought may be committed before the agent has sent it again on this one.
    const sequence = Math.min(committed, this.seenSequence);
    if (sequence > this.toldSequence) this.socket.send(JSON.stringify({ type: 'ack', sequence }));
    this.toldSequence = Math.max(this.toldSequence, sequence);
    this.socket.resume();
  };

  private yieldToPressure(): void {
    const { budget } = this.deps;
    if (budget.isUsedUp()) {
      this.socket.pauseUnderPressure();
      budget.onRelief(() => this.socket.resume());
    } else if (this.stream.isFull()) this.socket.pauseUnderPressure();
  }
}
