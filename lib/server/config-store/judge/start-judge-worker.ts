import { Worker } from 'node:worker_threads';

/** The thread that judges: a bundle beside the console's own, or its source while that runs from source. */
export function startJudgeWorker(): Worker {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return new Worker(new URL('./judge-worker.mjs', here));
  // tsx passes threads over unless they ask for it themselves.
  const source = JSON.stringify(new URL('./judge-worker.ts', here).href);
  return new Worker(`import('tsx/esm/api').then(({ register }) => (register(), import(${source})))`, {
    eval: true,
  });
}
