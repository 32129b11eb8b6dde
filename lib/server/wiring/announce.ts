import { homeOption } from '../../protocol/home-option';
import { publishAgentToken } from '../agent-access/publish-agent-token';
import type { ConsoleOptions } from '../config/console-options';
import { log } from './log';

/** Tells people and agents of this machine where the console is; the file in which agents find their token. */
export async function announce(
  options: ConsoleOptions,
  port: number,
  token: string,
): Promise<string | undefined> {
  const files = await publishAgentToken(options.home, options.bind, port, token);
  const host = options.bind.includes(':') ? `[${options.bind}]` : options.bind;
  const url = `http://${host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host}:${port}`;
  log(`
Meshscope is open at ${url}

Give a process a sidecar and it appears there:
  npx meshscope run --console ${url}${homeOption(options.home)} --name orders --version v1 --port 8080 -- node server.js
Agents of this user find their token in ${files[0] ?? options.home}; elsewhere set MESHSCOPE_TOKEN.
Stop: ctrl+c`);
  return files[0];
}
