import { describe, expect, it } from 'vitest';
import { BatchBuffer } from '@/agent/uplink/batch-buffer';
import { BatchMemory } from '@/agent/uplink/batch-memory';
import { encodeBatch } from '@/agent/uplink/encode-batch';

const LARGE = 200_000;

describe('BatchMemory', () => {
  it('hands the memory of one batch to the next', () => {
    const memory = new BatchMemory();
    const first = memory.take(LARGE);
    memory.giveBack(first);
    const second = memory.take(LARGE - 1_000);
    expect(second.buffer).toBe(first.buffer);
    expect(second).toHaveLength(LARGE - 1_000);
    expect(memory.take(LARGE).buffer).not.toBe(first.buffer);
  });

  it('never hands out less than was asked for', () => {
    const memory = new BatchMemory();
    memory.giveBack(memory.take(LARGE));
    expect(memory.take(LARGE * 2)).toHaveLength(LARGE * 2);
  });

  it('keeps no more than two megabytes', () => {
    const memory = new BatchMemory();
    const many = Array.from({ length: 50 }, () => memory.take(LARGE));
    for (const one of many) memory.giveBack(one);
    const known = new Set(many.map(({ buffer }) => buffer));
    const again = Array.from({ length: 50 }, () => memory.take(LARGE));
    const bytes = again.filter(({ buffer }) => known.has(buffer)).length * LARGE;
    expect(bytes).toBeGreaterThan(LARGE);
    expect(bytes).toBeLessThanOrEqual(2 * 1024 * 1024);
  });
});

/** Pushes a large batch; answers its memory. */
function pushLarge(buffer: BatchBuffer): ArrayBufferLike {
  const logs = { rows: 1, json: Buffer.alloc(LARGE, ' ') };
  const batch = encodeBatch(
    { points: [], logs, spans: null, series: [] },
    buffer.nextSequence,
    buffer.memory,
  );
  buffer.push(batch);
  return batch.json.buffer;
}

describe('BatchBuffer', () => {
  it('uses the memory of a batch again once it is acknowledged and nobody holds it', () => {
    const buffer = new BatchBuffer(10_000_000);
    const first = pushLarge(buffer);
    const second = pushLarge(buffer);
    expect(second).not.toBe(first);
    buffer.markSent(2);
    buffer.ackUpTo(1, true);
    expect(pushLarge(buffer)).toBe(first);
  });

  it('leaves the memory alone that a socket may still send from', () => {
    const buffer = new BatchBuffer(10_000_000);
    const first = pushLarge(buffer);
    buffer.markSent(1);
    buffer.ackUpTo(1, false);
    expect(pushLarge(buffer)).not.toBe(first);
    const second = pushLarge(buffer);
    buffer.markSent(3);
    buffer.forgetInFlight();
    buffer.ackUpTo(3, true);
    expect(pushLarge(buffer)).not.toBe(second);
  });
});
