import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { spansFromOtlp } from '../../lib/mesh/trace/otlp/spans-from-otlp';
import { decodeTraces } from '../../lib/server/otlp/decode-traces';
import { SpanIntake } from '../../lib/server/span-intake/span-intake';
import { createStore } from '../../lib/server/store/create-store';
import { MIGRATIONS_DIR, TestDatabase } from '../integration/support/test-database';
import { sampleSpans } from '../support/otlp-samples';
import { printReport, quantileOf } from './support/report';

/*
 * How many spans of applications the console takes a second: messages as the OpenTelemetry SDK serialises them, decoded,
 * given an owner, and committed to PostgreSQL. SENDERS messages are under way at a time; each is answered after its commit.
 */

const SECONDS = Number(process.env.BENCH_SECONDS ?? 20);
const SPANS_A_MESSAGE = 512;
const SENDERS = 16;

async function main(): Promise<void> {
  const message = ProtobufTraceSerializer.serializeRequest(sampleSpans(SPANS_A_MESSAGE)) ?? new Uint8Array();
  const decoding = measureDecoding(message);
  const database = await TestDatabase.start();
  try {
    const store = await createStore({ connection: await database.create(), migrationsDir: MIGRATIONS_DIR });
    const range = () => ({ fromUs: 0, toUs: (Date.now() + 600_000) * 1_000 });
    const intake = new SpanIntake({
      sink: store.sink,
      logs: store.applicationLogs,
      workloads: () => [],
      range,
    });
    const answers: number[] = [];
    const startedAt = performance.now();
    const send = async (): Promise<void> => {
      while (performance.now() - startedAt < SECONDS * 1_000) {
        const sentAt = performance.now();
        await intake.take(message.length, undefined, (findOwner) =>
          spansFromOtlp(decodeTraces(message), findOwner),
        );
        answers.push(performance.now() - sentAt);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, send));
    const seconds = (performance.now() - startedAt) / 1_000;
    const status = await store.maintenance.status();
    const table = status.tables.find((one) => one.table === 'spans');
    printReport('Spans of applications, OTLP in protobuf', [
      { measure: 'decoded, spans a second', value: String(Math.round(decoding)) },
      { measure: 'to disk, spans a second', value: String(Math.round(intake.counters.spans / seconds)) },
      { measure: 'answer, ms p50', value: quantileOf(answers, 0.5).toFixed(0) },
      { measure: 'answer, ms p99', value: quantileOf(answers, 0.99).toFixed(0) },
      { measure: 'bytes a span on the wire', value: (message.length / SPANS_A_MESSAGE).toFixed(0) },
      { measure: 'the same in gzip', value: (gzipSync(message).length / SPANS_A_MESSAGE).toFixed(0) },
      {
        measure: 'bytes a span on disk',
        value: table === undefined ? '-' : (table.bytes / Math.max(1, table.rows)).toFixed(0),
      },
    ]);
    await store.close();
  } finally {
    await database.stop();
  }
}

function measureDecoding(message: Uint8Array): number {
  const startedAt = performance.now();
  let spans = 0;
  while (performance.now() - startedAt < 2_000)
    spans += decodeTraces(message)[0]?.scopes[0]?.spans.length ?? 0;
  return spans / ((performance.now() - startedAt) / 1_000);
}

await main();
