import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BatchBuffer } from '@/agent/uplink/batch-buffer';
import { SpillStore } from '@/agent/uplink/spill-store';
import { listSpilledEpochs } from '@/agent/uplink/spilled-epochs';
import { pushBatch } from '../support/make-uplink';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshscope-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const spillPath = () => join(folder, 'spill');

function sequences(buffer: BatchBuffer, after = 0): number[] {
  const found: number[] = [];
  for (let batch = buffer.nextAfter(after); batch !== undefined; batch = buffer.nextAfter(batch.sequence)) {
    found.push(batch.sequence);
  }
  return found;
}

type BufferEvent = 'push' | 'send' | 'cut' | 'ack';

/** Plays a console's life against the buffer; answers how many batches were pushed. */
function play(buffer: BatchBuffer, events: readonly BufferEvent[]): number {
  let pushed = 0;
  let sent = 0;
  const acts: Record<BufferEvent, () => void> = {
    push: () => {
      pushed = pushBatch(buffer, 1);
    },
    send: () => {
      const next = buffer.nextAfter(sent);
      if (next === undefined) return;
      expect(next.sequence).toBeGreaterThan(sent);
      sent = next.sequence;
      buffer.markSent(sent);
    },
    cut: () => {
      buffer.forgetInFlight();
      buffer.settleUncertain();
      sent = (buffer.firstSequence ?? sent + 1) - 1;
    },
    ack: () => buffer.ackUpTo(sent),
  };
  for (const event of events) acts[event]();
  return pushed;
}

describe('BatchBuffer', () => {
  it('drops the oldest beyond its bound, never what is on its way, and counts each', () => {
    const buffer = new BatchBuffer(600);
    pushBatch(buffer, 1);
    pushBatch(buffer, 1);
    buffer.markSent(1);
    for (let i = 0; i < 20; i++) pushBatch(buffer, 1);
    const held = sequences(buffer);
    expect(held[0]).toBe(1);
    expect(held.at(-1)).toBe(22);
    expect(buffer.bytes).toBeLessThanOrEqual(600);
    expect(buffer.drops).toEqual({ points: 22 - held.length, logs: 0, spans: 0, batches: 22 - held.length });
  });

  it('holds, acknowledges or drops every batch, in any order of events', () => {
    const event = fc.constantFrom<BufferEvent>('push', 'send', 'cut', 'ack');
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), fc.boolean(), (events, spills) => {
        const path = join(folder, `s${Math.random()}`.replace('.', ''));
        const buffer = new BatchBuffer(500, spills ? new SpillStore(path, 'e', 1_600) : undefined);
        const pushed = play(buffer, events);
        buffer.forgetInFlight();
        buffer.settleUncertain();
        const held = sequences(buffer);
        expect(held).toEqual([...held].sort((a, b) => a - b));
        expect(buffer.length).toBe(held.length);
        expect(held.length + buffer.ackedBatches + buffer.drops.batches).toBe(pushed);
      }),
    );
  });

  it('spills in order, sends what was spilled, and deletes the files when all is acknowledged', () => {
    const buffer = new BatchBuffer(500, new SpillStore(spillPath(), 'e1', 1_000_000));
    for (let i = 0; i < 40; i++) pushBatch(buffer, i);
    expect(buffer.length).toBe(40);
    expect(buffer.drops.batches).toBe(0);
    expect(sequences(buffer)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(JSON.parse(String(buffer.nextAfter(4)?.json))).toMatchObject({ sequence: 5 });
    buffer.ackUpTo(40);
    expect(buffer.length).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('bounds the spill too', () => {
    const limit = 8_000;
    const buffer = new BatchBuffer(500, new SpillStore(spillPath(), 'e1', limit));
    for (let i = 0; i < 200; i++) pushBatch(buffer, i);
    expect(buffer.bytes).toBeLessThanOrEqual(limit + 500);
    expect(buffer.length + buffer.drops.batches).toBe(200);
    expect(sequences(buffer).at(-1)).toBe(200);
  });
});

describe('SpillStore', () => {
  it('gives the next process what was left, without a torn end', () => {
    const buffer = new BatchBuffer(1_000_000, new SpillStore(spillPath(), 'old', 1_000_000));
    for (let i = 0; i < 5; i++) pushBatch(buffer, i);
    buffer.spillAll();
    appendFileSync(`${spillPath()}.old.1`, '{"sequence":6,"by');
    writeFileSync(join(folder, 'spill.notes'), 'not ours');
    expect(listSpilledEpochs(spillPath())).toEqual(['old']);
    const next = new BatchBuffer(0, new SpillStore(spillPath(), 'old', 1_000_000));
    expect(sequences(next)).toEqual([1, 2, 3, 4, 5]);
    expect(next.nextAfter(0)?.series[0]?.labels.destination_service).toBe('s1');
  });

  it('drops and counts a batch whose file was harmed', () => {
    const buffer = new BatchBuffer(0, new SpillStore(spillPath(), 'e', 1_000_000));
    for (let i = 0; i < 3; i++) pushBatch(buffer, i);
    writeFileSync(`${spillPath()}.e.1`, 'x'.repeat(10));
    expect(buffer.nextAfter(0)).toBeUndefined();
    expect(buffer.drops.batches).toBe(3);
    expect(buffer.length).toBe(0);
  });
});
