import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParseProblem, parseResources } from '../../../lib/mesh/config/parse-resources';
import type { ConfigResource } from '../../../lib/mesh/config/resource';

const CONFIG_FILE = /\.(ya?ml|json)$/i;

/** What files, folders and standard input hold, and everything in them that could not be read. */
export interface Inputs {
  resources: ConfigResource[];
  problems: ParseProblem[];
}

/** Reads operands in their order: files as they are, folders with all below them, `-` for standard input. */
export async function readInputs(operands: readonly string[]): Promise<Inputs> {
  const inputs: Inputs = { resources: [], problems: [] };
  for (const operand of operands) {
    try {
      for (const file of await findFiles(operand)) add(inputs, await readText(file), file);
    } catch (error) {
      inputs.problems.push({ file: operand, position: { line: 1, column: 1 }, message: describe(error) });
    }
  }
  return inputs;
}

function add(inputs: Inputs, text: string, file: string): void {
  const parsed = parseResources(text, file, inputs.resources.length);
  inputs.resources.push(...parsed.resources);
  inputs.problems.push(...parsed.problems);
}

async function findFiles(operand: string): Promise<string[]> {
  if (operand === '-' || !(await stat(operand)).isDirectory()) return [operand];
  const entries = await readdir(operand, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && CONFIG_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function readText(file: string): Promise<string> {
  if (file !== '-') return readFile(file, 'utf8');
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES') return 'this may not be read';
  return message;
}
