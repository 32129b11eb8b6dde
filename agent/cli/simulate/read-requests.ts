import { readFile } from 'node:fs/promises';
import { readYaml } from '../../../lib/mesh/config/yaml-text';
import { UsageError } from '../options/usage-error';

/** The requests of a file, or of standard input for `-`; whether it held a list. JSON, which YAML can read, too. */
export async function readRequests(file: string): Promise<{ requests: readonly unknown[]; isList: boolean }> {
  const [document] = readYaml(await readText(file));
  const [problem] = document?.problems ?? [];
  if (document === undefined || problem !== undefined) {
    throw new UsageError(`--request ${file}: ${problem?.message ?? 'there is nothing in it'}`);
  }
  const { value } = document;
  return Array.isArray(value) ? { requests: value, isList: true } : { requests: [value], isList: false };
}

async function readText(file: string): Promise<string> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  }
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--request ${file}: ${error instanceof Error ? error.message : error}`);
  }
}
