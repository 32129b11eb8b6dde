import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getConsole } from '@/lib/protocol/api/console';
import { getLogHistogram } from '@/lib/protocol/api/logs';
import { getSignals } from '@/lib/protocol/api/signals';
import { getTrace } from '@/lib/protocol/api/traces';
import { agentToken } from '../support/agent-token';
import { ConsoleProcess } from '../support/console-process';
import { ScriptedAgent } from '../support/scripted-agent';
import { labelsOf, logOf, pointOf, spanOf } from '../support/telemetry-samples';
import { waitUntil } from '../support/wait-until';

const REQUESTS_A_BATCH = 3;

/** Telemetry of one agent whose totals are known: requests, lines and spans of workload `name`. */
class Script {
  readonly agent: ScriptedAgent;
  readonly traceId: string;
  batches = 0;
  private readonly name: string;

  constructor(target: ConsoleProcess, token: string, name: string) {
    this.name = name;
    this.traceId = Buffer.from(name).toString('hex').padEnd(32, '1').slice(0, 32);
    this.agent = new ScriptedAgent({ url: target.url, token, agentId: name });
  }

  push(): void {
    const { name, traceId } = this;
    const labels = labelsOf({
      reporter: 'destination',
      destination_workload: name,
      destination_workload_namespace: 'test',
      destination_service: `${name}.test.svc.cluster.local`,
      destination_service_name: name,
      destination_service_namespace: 'test',
      destination_canonical_service: name,
      request_protocol: 'http',
      response_code: '200',
      response_flags: '-',
    });
    const spanId = (++this.batches).toString(16).padStart(16, 'a');
    const side = { destination_workload: name, destination_workload_namespace: 'test' };
    this.agent.push({
      points: [{ labels, second: Math.floor(Date.now() / 1000), point: pointOf(REQUESTS_A_BATCH) }],
      logs: [logOf({ ...side, trace_id: traceId }), logOf({ ...side, trace_id: traceId })],
      spans: [spanOf({ trace_id: traceId, span_id: spanId, workload: name, namespace: 'test' })],
    });
  }

  /** Pushes steadily until told to stop. */
  run(everyMs: number): () => void {
    const timer = setInterval(() => this.push(), everyMs);
    return () => clearInterval(timer);
  }

  /** What the console says it has; `window` chooses between its memory and its store. */
  async counts(
    target: ConsoleProcess,
    window: number,
  ): Promise<{ requests: number; lines: number; spans: number }> {
    const signals = await target.get(getSignals, { of: `workload:test/${this.name}`, window });
    const { buckets } = await target.get(getLogHistogram, { workload: this.name, window: 3_600 });
    const { spans } = await target.get(getTrace, {}, { id: this.traceId });
    const requests = signals.codes.reduce((sum, code) => sum + code.requests, 0);
    const lines = buckets.reduce((sum, bucket) => sum + bucket.ok, 0);
    return { requests, lines, spans: spans.length };
  }

  get expected(): { requests: number; lines: number; spans: number } {
    return { requests: this.batches * REQUESTS_A_BATCH, lines: this.batches * 2, spans: this.batches };
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const MEMORY = 600;
const STORE = 3_600;

describe('ingest counts everything exactly once', () => {
  let target: ConsoleProcess;
  let token: string;
  const scripts: Script[] = [];

  const start = async (name: string): Promise<Script> => {
    const script = new Script(target, token, name);
    scripts.push(script);
    await script.agent.start();
    return script;
  };
  const expectExact = async (script: Script): Promise<void> => {
    await script.agent.drain();
    for (const window of [MEMORY, STORE])
      expect(await script.counts(target, window)).toEqual(script.expected);
  };

  beforeAll(async () => {
    target = await ConsoleProcess.start();
    token = await agentToken(target);
  });
  afterAll(async () => {
    for (const script of scripts) script.agent.stop();
    await target.close();
  });

  it('when connections are cut while batches are on their way', async () => {
    const script = await start('cut');
    const stop = script.run(10);
    for (let i = 0; i < 8; i++) {
      await pause(120);
      script.agent.cut();
    }
    await pause(200);
    stop();
    await expectExact(script);
    expect(script.agent.connects).toBeGreaterThan(3);
  });

  it('when a newer connection of the same agent takes over', async () => {
    const script = await start('twice');
    for (let i = 0; i < 20; i++) script.push();
    const other = new ScriptedAgent({ url: target.url, token, agentId: 'twice' });
    await other.start();
    await waitUntil('the older connection to be refused', () =>
      script.agent.received.find((message) => message.type === 'refusal' && message.code === 'conflict'),
    );
    other.stop();
    await expectExact(script);
  });

  it('when PostgreSQL is killed under load', async () => {
    const script = await start('database');
    const stop = script.run(10);
    await pause(400);
    const pidFile = await postmasterPid(target);
    process.kill(pidFile, 'SIGKILL');
    await pause(1_500);
    stop();
    await expectExact(script);
    const { database } = await target.get(getConsole);
    expect(database.connected).toBe(true);
  });

  it('when the console is killed under load', async () => {
    const script = await start('console');
    const stop = script.run(10);
    for (let i = 0; i < 2; i++) {
      await pause(500);
      await target.kill();
      await target.restart();
    }
    stop();
    await expectExact(script);
    // What earlier tests stored is there too, in a memory that was filled from the store.
    for (const earlier of scripts) expect(await earlier.counts(target, MEMORY)).toEqual(earlier.expected);
  });

  it('when the console is stopped in order under load', async () => {
    const script = await start('stopped');
    const stop = script.run(10);
    await pause(400);
    expect(await target.process.stop('SIGTERM')).toBe(0);
    await target.restart();
    stop();
    await expectExact(script);
  });
});

/** The embedded server's process, by the file it keeps where its data is. */
async function postmasterPid(target: ConsoleProcess): Promise<number> {
  const dir =
    /its files are in (\S+)/.exec(target.process.printed)?.[1] ?? join(target.home, 'data', 'postgres');
  for (const path of [join(dir, 'data', 'postmaster.pid'), join(dir, 'postgres', 'data', 'postmaster.pid')]) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return Number(text.split('\n')[0]);
  }
  throw new Error(`No postmaster.pid below ${dir}`);
}
