import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { BufferedBatch } from './buffered-batch';
import { parseSpillRecord } from './spill-record';

/** A file of a spill and what is whole in it; a torn record at its end is left out. */
export interface SpilledFile {
  path: string;
  number: number;
  bytes: number;
  entries: { sequence: number; counts: BufferedBatch['counts']; offset: number; length: number }[];
}

/** The epochs that former processes of this agent left below `path`. */
export function listSpilledEpochs(path: string): string[] {
  return [...new Set(listNames(path).map(([epoch]) => epoch))].sort();
}

/** The files of one epoch in order of writing. */
export function readSpilledFiles(path: string, epoch: string): SpilledFile[] {
  return listNames(path)
    .filter(([of]) => of === epoch)
    .sort((a, b) => a[1] - b[1])
    .map(([, number]) => readSpilledFile(`${path}.${epoch}.${number}`, number));
}

function listNames(path: string): [epoch: string, number: number][] {
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  let files: string[] = [];
  try {
    files = readdirSync(folder);
  } catch {
    return [];
  }
  return files.flatMap((file): [string, number][] => {
    const match = file.startsWith(prefix) ? /^([\w-]+)\.(\d+)$/.exec(file.slice(prefix.length)) : null;
    return match === null ? [] : [[match[1] ?? '', Number(match[2])]];
  });
}

function readSpilledFile(path: string, number: number): SpilledFile {
  const content = readFileSync(path);
  const file: SpilledFile = { path, number, bytes: content.length, entries: [] };
  for (let offset = 0; offset < content.length; ) {
    const headEnd = content.indexOf(10, offset);
    const end = headEnd === -1 ? -1 : content.indexOf(10, headEnd + 1);
    if (end === -1) break;
    const batch = parseSpillRecord(content.toString('utf8', offset, end + 1));
    const length = end + 1 - offset;
    if (batch !== undefined)
      file.entries.push({ sequence: batch.sequence, counts: batch.counts, offset, length });
    offset += length;
  }
  return file;
}
