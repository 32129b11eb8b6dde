import { homeOption } from '@/lib/protocol/home-option';
import { quoteForShell } from '@/lib/protocol/quote-for-shell';

/** The command that gives a process a sidecar which reports to this console and finds its token where that is. */
export function connectCommand(address: string, tokenFile: string | undefined): string {
  const home = tokenFile === undefined ? '' : homeOption(tokenFile.replace(/\/agents\/[^/]*$/, ''));
  return `npx meshscope run --console ${address}${home} --name orders --version v1 --port 8080 -- node server.js`;
}

/** Reads the token from the console's machine into the environment of an agent on another one. */
export function tokenCommand(address: string, tokenFile: string): string {
  const host = isLoopbackAddress(address) ? 'CONSOLE_HOST' : new URL(address).hostname;
  return `export MESHSCOPE_TOKEN="$(ssh ${host} cat ${quoteForShell(tokenFile)})"`;
}

/** Whether only the machine itself reaches this address. */
export function isLoopbackAddress(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
