import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface TokenOptions {
  token: string | undefined;
  tokenFile: string | undefined;
  consoleUrl: string;
  /** Meshscope's folder, where a console on this machine leaves the agents' token. */
  home: string;
}

/**
 * How an agent finds the token its console expects: given outright, in a named file, or in the file that a console on
 * the same machine writes at its start. Files are read at every attempt, because a restarted console may have
 * written another one.
 */
export function createTokenSource(options: TokenOptions): () => Promise<string> {
  const { token, tokenFile } = options;
  if (token !== undefined) return async () => token;
  if (tokenFile !== undefined) return () => readTokenFile(tokenFile);
  const local = localTokenFile(options);
  if (local === undefined) return () => Promise.reject(new Error(missingToken(options.consoleUrl)));
  return async () => {
    try {
      return await readTokenFile(local);
    } catch {
      throw new Error(
        `no console has left its token in ${local}. Start the console with "npm start"; where one runs, ` +
          'its Mesh page says where its token is: give --home, --token-file, --token or MESHSCOPE_TOKEN',
      );
    }
  };
}

/** `<home>/agents/<host>-<port>.token` for a console on this machine; undefined for any other. */
export function localTokenFile({
  consoleUrl,
  home,
}: Pick<TokenOptions, 'consoleUrl' | 'home'>): string | undefined {
  const { hostname, port, protocol } = new URL(consoleUrl);
  if (!isLoopbackHost(hostname)) return undefined;
  const defaultPort = protocol === 'https:' ? '443' : '80';
  return join(
    home,
    'agents',
    `${hostname.replace(/^\[|\]$/g, '').replaceAll(':', '_')}-${port || defaultPort}.token`,
  );
}

/** Whether a URL's host is this machine. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127\./.test(hostname);
}

async function readTokenFile(path: string): Promise<string> {
  const token = (await readFile(path, 'utf8')).trim();
  if (token === '') throw new Error(`the token file ${path} is empty`);
  return token;
}

function missingToken(consoleUrl: string): string {
  return `no token for ${consoleUrl}. The console's Mesh page names the file that holds it; give --token, --token-file or MESHSCOPE_TOKEN`;
}
