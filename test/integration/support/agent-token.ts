import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConsoleProcess } from './console-process';

/** The token a console left for agents of this machine. */
export async function agentToken({ home, port }: Pick<ConsoleProcess, 'home' | 'port'>): Promise<string> {
  return (await readFile(join(home, 'agents', `127.0.0.1-${port}.token`), 'utf8')).trim();
}
