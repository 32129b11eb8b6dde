import { isLoopbackHost } from './token-source';

/** Where an agent listens for others unless it is told: on this machine alone when its console is there, else everywhere. */
export function listenHost(consoleUrl: string): string {
  return isLoopbackHost(new URL(consoleUrl).hostname) ? '127.0.0.1' : '0.0.0.0';
}
