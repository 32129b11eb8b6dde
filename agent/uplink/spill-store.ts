import { appendFileSync, closeSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BufferedBatch } from './buffered-batch';
import { formatSpillRecord, parseSpillRecord } from './spill-record';
import { readSpilledFiles, type SpilledFile } from './spilled-epochs';

/** Segments a spill is divided into: the oldest is given up as a whole. */
const SEGMENTS = 8;

type Dropped = Pick<BufferedBatch, 'sequence' | 'counts'>;

/**
 * Batches that found no room in memory, in files `<path>.<epoch>.<number>` of an eighth of the bound each: appending
 * and deleting whole files needs no compaction and survives a crash at any byte; a new process reads back what an old
 * one left under its epoch. Writing is synchronous: a batch is
 * at most a few times a second and goes to the page cache.
 */
export class SpillStore {
  private readonly path: string;
  private readonly epoch: string;
  private readonly limitBytes: number;
  private segments: SpilledFile[] = [];
  private nextSegment = 1;

  constructor(path: string, epoch: string, limitBytes: number) {
    this.path = path;
    this.epoch = epoch;
    this.limitBytes = limitBytes;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.segments = readSpilledFiles(path, epoch);
    this.nextSegment = (this.segments.at(-1)?.number ?? 0) + 1;
  }

  get bytes(): number {
    return this.segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  get length(): number {
    return this.segments.reduce((sum, segment) => sum + segment.entries.length, 0);
  }

  get firstSequence(): number | undefined {
    return this.firstSequenceAfter(-1);
  }

  /** Entries are in order of writing, which after a lost connection is not always that of their sequence. */
  firstSequenceAfter(sequence: number): number | undefined {
    let first: number | undefined;
    for (const { entries } of this.segments) {
      for (const entry of entries) {
        if (entry.sequence > sequence && (first === undefined || entry.sequence < first))
          first = entry.sequence;
      }
    }
    return first;
  }

  /** Adds the newest batch; answers what had to be given up for it, possibly the batch itself. */
  append(batch: BufferedBatch): Dropped[] {
    const record = formatSpillRecord(batch);
    if (record.length > this.limitBytes) return [batch];
    const dropped: Dropped[] = [];
    while (this.bytes + record.length > this.limitBytes) dropped.push(...this.dropSegment());
    const segment = this.segmentFor(record.length);
    try {
      appendFileSync(segment.path, record, { mode: 0o600 });
    } catch {
      return [...dropped, batch];
    }
    const { sequence, counts } = batch;
    segment.entries.push({ sequence, counts, offset: segment.bytes, length: record.length });
    segment.bytes += record.length;
    return dropped;
  }

  /** The batch, read back; undefined when its file was harmed. */
  read(sequence: number): BufferedBatch | undefined {
    for (const segment of this.segments) {
      const entry = segment.entries.find((one) => one.sequence === sequence);
      if (entry !== undefined) return parseSpillRecord(readSlice(segment.path, entry));
    }
    return undefined;
  }

  /** Gives up one batch; answers it. */
  remove(sequence: number): Dropped | undefined {
    for (const segment of this.segments) {
      const index = segment.entries.findIndex((entry) => entry.sequence === sequence);
      if (index >= 0) return segment.entries.splice(index, 1)[0];
    }
    return undefined;
  }

  /** Forgets everything up to `sequence` and deletes the files that are done; answers how many batches that were. */
  ackUpTo(sequence: number): number {
    const before = this.length;
    for (const segment of this.segments) {
      segment.entries = segment.entries.filter((entry) => entry.sequence > sequence);
    }
    const done = this.segments.filter((segment) => segment.entries.length === 0);
    this.segments = this.segments.filter((segment) => segment.entries.length > 0);
    for (const segment of done) rmSync(segment.path, { force: true });
    return before - this.length;
  }

  private segmentFor(bytes: number): SpilledFile {
    const last = this.segments.at(-1);
    if (last !== undefined && last.bytes + bytes <= this.limitBytes / SEGMENTS) return last;
    const number = this.nextSegment++;
    const segment = { path: `${this.path}.${this.epoch}.${number}`, number, bytes: 0, entries: [] };
    this.segments.push(segment);
    return segment;
  }

  private dropSegment(): Dropped[] {
    const segment = this.segments.shift();
    if (segment === undefined) return [];
    rmSync(segment.path, { force: true });
    return segment.entries;
  }
}

function readSlice(path: string, { offset, length }: SpilledFile['entries'][number]): string {
  const buffer = Buffer.alloc(length);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, buffer, 0, length, offset);
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
  return buffer.toString();
}
