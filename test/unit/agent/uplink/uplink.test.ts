import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BatchBuffer } from '@/agent/uplink/batch-buffer';
import type { Uplink } from '@/agent/uplink/uplink';
import type { UplinkOptions } from '@/agent/uplink/uplink-options';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { COLLECT_FEATURE, type WantedTrace } from '@/lib/protocol/ingest/collect-trace';
import { INGEST_PROTOCOL } from '@/lib/protocol/ingest/limits';
import { FakeConsole } from '../support/fake-console';
import { makeUplink, pushBatch } from '../support/make-uplink';
import { waitUntil } from '../support/wait-until';

const SNAPSHOT = {
  type: 'config' as const,
  revision: 7,
  services: [],
  resources: [],
  settings: { ...DEFAULT_MESH_SETTINGS, outboundTrafficPolicy: 'REGISTRY_ONLY' as const },
  telemetry: { randomSamplingPercentage: 100, accessLogging: true },
};

const RATINGS_RULE = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'ratings', namespace: 'default' },
  spec: { hosts: ['ratings'] },
};

describe('Uplink', () => {
  let fake: FakeConsole;
  const uplinks: Uplink[] = [];

  beforeEach(async () => {
    fake = await FakeConsole.start();
  });
  afterEach(async () => {
    for (const uplink of uplinks.splice(0)) uplink.stop();
    await fake.stop();
    expect(fake.faults).toEqual([]);
  });

  function start(change: Partial<UplinkOptions> = {}) {
    const made = makeUplink(fake.url, change);
    uplinks.push(made.uplink);
    made.uplink.start();
    return made;
  }

  const requestsCommitted = () =>
    fake.batches().reduce((sum, batch) => sum + batch.points.reduce((n, row) => n + row[2], 0), 0);

  it('greets, explains series once, sends batches in order and forgets them when acknowledged', async () => {
    const { uplink, buffer } = start();
    for (let i = 1; i <= 5; i++) pushBatch(buffer, i, (i % 2) + 1);
    await waitUntil('all acked', () => uplink.isConnected && buffer.length === 0);
    expect(fake.hellos).toHaveLength(1);
    expect(fake.hellos[0]).toMatchObject({
      epoch: 'e1',
      firstSequence: 1,
      configRevision: 0,
      protocol: INGEST_PROTOCOL,
    });
    expect(fake.batches().map((batch) => batch.sequence)).toEqual([1, 2, 3, 4, 5]);
    expect([...fake.series.keys()]).toEqual([2, 1]);
    expect(buffer.ackedBatches).toBe(5);
    await waitUntil('a status', () => fake.statuses.length > 1);
    expect(fake.statuses.at(-1)).toMatchObject({ state: 'ready', bufferLimitBytes: 1_000_000 });
  });

  it.each(['cutBeforeCommit', 'cutAfterCommit'] as const)(
    'loses nothing and repeats nothing when sockets die (%s)',
    async (kind) => {
      fake.behaviour[kind] = 3;
      const { buffer, uplink } = start();
      for (let i = 1; i <= 30; i++) {
        pushBatch(buffer, 1);
        uplink.pump();
      }
      await waitUntil('all acked', () => buffer.length === 0);
      expect(requestsCommitted()).toBe(30);
      expect(fake.connections).toBeGreaterThan(1);
      expect(fake.hellos.every((hello) => hello.epoch === 'e1')).toBe(true);
      expect(buffer.drops.batches).toBe(0);
    },
  );

  it('resends what was committed but never acknowledged only if the console does not say so', async () => {
    fake.behaviour.acks = false;
    const { buffer, uplink } = start();
    for (let i = 0; i < 3; i++) pushBatch(buffer, 1);
    uplink.pump();
    await waitUntil('committed', () => fake.batches().length === 3);
    fake.behaviour.acks = true;
    fake.cut();
    await waitUntil('resumed', () => buffer.length === 0);
    expect(fake.duplicates).toBe(0);
    fake.behaviour.ackedSequence = () => null;
    fake.behaviour.acks = false;
    pushBatch(buffer, 1);
    uplink.pump();
    await waitUntil('committed', () => fake.batches().length === 4);
    fake.behaviour.acks = true;
    fake.cut();
    await waitUntil('resent', () => buffer.length === 0);
    expect(fake.duplicates).toBe(1);
    expect(requestsCommitted()).toBe(4);
  });

  it('keeps at most 64 batches on their way to a console that does not acknowledge', async () => {
    fake.behaviour.acks = false;
    const { buffer, uplink } = start();
    for (let i = 0; i < 100; i++) pushBatch(buffer, 1);
    uplink.pump();
    await waitUntil('window full', () => fake.batches().length === 64);
    fake.send({ type: 'ack', sequence: 64 });
    await waitUntil('the rest', () => fake.batches().length === 100);
    expect(buffer.length).toBe(36);
  });

  it('takes acknowledgements twice, and leaves a console that acknowledges what was never sent', async () => {
    fake.behaviour.acks = false;
    const { buffer, uplink } = start();
    pushBatch(buffer, 1);
    pushBatch(buffer, 1);
    uplink.pump();
    await waitUntil('committed', () => fake.batches().length === 2);
    fake.send({ type: 'ack', sequence: 2 });
    fake.send({ type: 'ack', sequence: 2 });
    fake.send({ type: 'ack', sequence: 1 });
    await waitUntil('acked', () => buffer.length === 0);
    expect(fake.connections).toBe(1);
    fake.send({ type: 'ack', sequence: 99 });
    await waitUntil('reconnected', () => fake.connections === 2 && uplink.isConnected);
    expect(uplink.state.badMessages).toBe(1);
    expect(buffer.ackedBatches).toBe(2);
  });

  it('counts exactly what its buffer drops, and delivers the rest', async () => {
    await fake.stop();
    const buffer = new BatchBuffer(1_000);
    start({ buffer });
    for (let i = 1; i <= 50; i++) pushBatch(buffer, i);
    const kept = buffer.length;
    expect(buffer.bytes).toBeLessThanOrEqual(1_000);
    expect(buffer.drops).toEqual({ points: 50 - kept, logs: 0, spans: 0, batches: 50 - kept });
    fake = await FakeConsole.start(Number(new URL(fake.url).port));
    await waitUntil('delivered', () => buffer.length === 0);
    expect(fake.batches().map((batch) => batch.sequence)).toEqual(
      Array.from({ length: kept }, (_, i) => 50 - kept + 1 + i),
    );
    await waitUntil('drops reported', () => fake.statuses.at(-1)?.drops.batches === 50 - kept);
  });

  it('does not count as dropped what turns out to be committed', async () => {
    fake.behaviour.acks = false;
    const buffer = new BatchBuffer(400);
    const { uplink } = start({ buffer });
    await waitUntil('connected', () => uplink.isConnected);
    pushBatch(buffer, 1);
    uplink.pump();
    await waitUntil('committed', () => fake.batches().length === 1);
    fake.behaviour.welcomes = false;
    fake.cut();
    await waitUntil('lost', () => !uplink.isConnected);
    for (let i = 0; i < 20; i++) pushBatch(buffer, 1);
    const dropped = 21 - buffer.length;
    expect(buffer.drops.batches).toBe(dropped - 1);
    fake.behaviour.welcomes = true;
    fake.behaviour.acks = true;
    fake.cut();
    await waitUntil('delivered', () => uplink.isConnected && buffer.length === 0);
    expect(buffer.drops.batches).toBe(dropped - 1);
    expect(requestsCommitted() + buffer.drops.points).toBe(21);
  });

  it('hands configurations over, answers ACK and NACK, and keeps the last good one', async () => {
    const { uplink, config } = start();
    await waitUntil('connected', () => uplink.isConnected);
    const waited = uplink.waitForConfig(60_000);
    fake.send(SNAPSHOT);
    await waited;
    expect(config.snapshot.revision).toBe(7);
    fake.send({ ...SNAPSHOT, revision: 8, services: [{ host: 'x' }] });
    fake.send({ ...SNAPSHOT, revision: 9, services: [service('a b', 80)] });
    fake.send({
      type: 'config-delta',
      baseRevision: 5,
      revision: 10,
      upserts: [],
      removals: [],
      resourceUpserts: [],
      resourceRemovals: [],
    });
    fake.send({
      type: 'config-delta',
      baseRevision: 7,
      revision: 11,
      upserts: [service('ratings.default.svc.cluster.local', 9080)],
      removals: [],
      resourceUpserts: [RATINGS_RULE],
      resourceRemovals: [],
    });
    await waitUntil('five answers', () => fake.results.length === 5);
    expect(fake.results.map(({ revision, status }) => [revision, status])).toEqual([
      [7, 'ack'],
      [8, 'nack'],
      [9, 'nack'],
      [10, 'nack'],
      [11, 'ack'],
    ]);
    expect(fake.results[1]?.reason).toContain('services.0');
    expect(fake.results[2]?.reason).toBe('service "a b": not a host name');
    expect(fake.results[3]?.reason).toBe('delta is based on revision 5, this agent runs 7');
    expect(config.snapshot).toMatchObject({
      revision: 11,
      resources: [RATINGS_RULE],
      settings: { outboundTrafficPolicy: 'REGISTRY_ONLY' },
    });
    fake.cut();
    await waitUntil('back', () => fake.hellos.length === 2);
    expect(fake.hellos[1]?.configRevision).toBe(11);
  });

  it('survives nonsense', async () => {
    const { uplink } = start();
    await waitUntil('connected', () => uplink.isConnected);
    for (const text of ['', '{', '[]', 'null', '{"type":"nothing"}', '{"type":"ack"}']) fake.send(text);
    await waitUntil('counted', () => uplink.state.badMessages === 6);
    expect(uplink.isConnected).toBe(true);
  });

  it('reads the token anew after a refusal and says once what is wrong', async () => {
    let token = 'old';
    const { uplink, logs } = start({ readToken: async () => token });
    await waitUntil('refused several times', () => uplink.state.failures > 2);
    expect(uplink.state.phase).not.toBe('connected');
    expect(logs).toEqual([`refused by the console at ${fake.url}: refused with 401`]);
    token = 'secret';
    await waitUntil('connected', () => uplink.isConnected);
    expect(logs).toHaveLength(2);
  });

  it('obeys a refusal within the conversation', async () => {
    const { uplink, logs } = start({ refusedPauseMs: 60_000 });
    await waitUntil('connected', () => uplink.isConnected);
    fake.send({ type: 'refusal', code: 'protocol_mismatch', message: 'speak version 2', retry: false });
    await waitUntil('refused', () => uplink.state.phase === 'refused');
    expect(logs.at(-1)).toContain('speak version 2');
    expect(fake.connections).toBe(1);
  });

  it('finds the one batch that the console refuses, gives it up, counts it and delivers the others', async () => {
    fake.behaviour.poison = 4;
    const { buffer } = start({ refusedPauseMs: 60_000 });
    for (let i = 1; i <= 9; i++) pushBatch(buffer, i);
    await waitUntil('delivered', () => buffer.length === 0);
    expect(fake.batches().map((batch) => batch.sequence)).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
    expect(buffer.drops).toEqual({ points: 1, logs: 0, spans: 0, batches: 1 });
    expect(fake.duplicates).toBe(0);
  });

  it('gives up a connection on which nothing is heard', async () => {
    fake.behaviour.welcomes = false;
    const { uplink } = start({ heartbeatMs: 30 });
    await waitUntil('greeted', () => fake.hellos.length === 1);
    for (const socket of fake.sockets) socket.pause();
    await waitUntil('gone', () => uplink.state.lastFailure === 'the console does not answer pings');
  });

  it('says hello again when what it serves has changed', async () => {
    const { uplink, buffer } = start();
    await waitUntil('connected', () => uplink.isConnected);
    uplink.sayHelloAgain();
    await waitUntil('greeted twice', () => fake.hellos.length === 2 && uplink.isConnected);
    expect(uplink.state.failures).toBe(0);
    pushBatch(buffer, 1);
    uplink.pump();
    await waitUntil('acked', () => buffer.length === 0);
  });

  it('hears nothing more from a connection it has left', async () => {
    const { uplink, config } = start();
    await waitUntil('connected', () => uplink.isConnected);
    const services = Array.from({ length: 200 }, (_, i) => ({ ...service(`s${i}`, 80), endpoints: [] }));
    let answered = 0;
    config.onChange = () => {
      if (answered++ === 0) uplink.sayHelloAgain();
    };
    for (let revision = 1; revision < 100; revision++) fake.send({ ...SNAPSHOT, revision, services });
    await waitUntil('connected again', () => fake.hellos.length === 2 && uplink.isConnected);
    fake.send({ ...SNAPSHOT, revision: 99 });
    await waitUntil('configured', () => config.snapshot.revision === 99);
    expect(answered).toBe(2);
  });

  it('flushes within its limit, or says that it could not', async () => {
    const { uplink, buffer } = start();
    pushBatch(buffer, 1);
    expect(await uplink.flush(5_000)).toBe(true);
    fake.behaviour.acks = false;
    pushBatch(buffer, 1);
    expect(await uplink.flush(50)).toBe(false);
    expect(buffer.length).toBe(1);
  });

  it('compresses when both sides want it', async () => {
    const { uplink } = start({ compress: true });
    await waitUntil('connected', () => uplink.isConnected);
    expect([...fake.sockets][0]?.extensions).toContain('permessage-deflate');
  });

  describe('with traces to collect', () => {
    const TRACE = 'ab'.repeat(16);
    const wanted = [[TRACE, 'error']];

    function startCollecting() {
      const state = { heard: 0, lost: 0, wanted: [] as unknown[] };
      const collector = {
        greet: (send?: (traces: WantedTrace[]) => void) => {
          if (send === undefined) return;
          state.heard++;
          send([[TRACE, 'slow']]);
        },
        lose: () => void state.lost++,
        collect: (traces: readonly WantedTrace[]) => void state.wanted.push(...traces),
      };
      return { ...start({ collector }), state };
    }

    it('alerts a console that can collect, and hands over what it wants', async () => {
      fake.behaviour.features = [COLLECT_FEATURE, 'something-newer'];
      const { state } = startCollecting();
      await waitUntil('the alert', () => fake.alerts.length > 0);
      expect(fake.hellos[0]?.features).toEqual([COLLECT_FEATURE]);
      expect(fake.alerts).toEqual([[TRACE, 'slow']]);
      fake.send({ type: 'collect-traces', traces: wanted });
      await waitUntil('the wish', () => state.wanted.length > 0);
      expect(state.wanted).toEqual(wanted);
      fake.cut();
      await waitUntil('the loss', () => state.lost > 0);
    });

    it('says nothing of them to a console that has never heard of it', async () => {
      const { state, uplink } = startCollecting();
      await waitUntil('a status', () => uplink.isConnected && fake.statuses.length > 1);
      expect([state.heard, fake.alerts.length]).toEqual([0, 0]);
    });

    it('does not offer it where no spans are kept', async () => {
      const { uplink } = start();
      await waitUntil('connected', () => uplink.isConnected);
      expect(fake.hellos[0]?.features).toEqual([]);
    });
  });
});

function service(host: string, port: number) {
  return {
    host,
    name: 'x',
    namespace: 'default',
    port,
    protocol: 'http',
    endpoints: [],
    location: 'MESH_INTERNAL',
  };
}
