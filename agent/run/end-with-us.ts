import { spawn } from 'node:child_process';

/**
 * Waits for a line: its end without one means that the agent is gone, killed or crashed, and could not stop the process.
 * What is left without its sidecar would be cut off from the mesh and keep its port from the next start.
 */
const SCRIPT = `
read -r _ && exit
kill -TERM "$1"
for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$1" || exit; done
kill -KILL "$1"`;

/** Sees to it that a process does not outlive this one, whatever ends it. Call the result when the process has ended. */
export function endWithUs(pid: number): () => void {
  // In a session of its own: Ctrl-C on the terminal is not for it.
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'meshscope-watch', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without a shell nobody watches; everything else works.
  watcher.on('error', () => undefined);
  watcher.stdin?.on('error', () => undefined);
  watcher.unref();
  return () => watcher.stdin?.end('done\n');
}
