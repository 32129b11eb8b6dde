import type { LayoutInput, LayoutResult } from '@/lib/mesh/graph/layout/layout-input';
import type { LayoutAnswer, LayoutRequest } from './layout-message';

type Pending = { resolve: (result: LayoutResult) => void; reject: (error: Error) => void };

let worker: Worker | undefined;
let newest = 0;
const pending = new Map<number, Pending>();

/** Lays out off the main thread. The worker is started once and shared. */
export function layOutInWorker(input: LayoutInput): Promise<LayoutResult> {
  newest += 1;
  const request: LayoutRequest = { id: newest, input };
  return new Promise((resolve, reject) => {
    pending.set(request.id, { resolve, reject });
    startedWorker().postMessage(request);
  });
}

/** Starts the worker before there is something to lay out: its code takes several requests, one after the other. */
export function startLayoutWorker(): void {
  startedWorker();
}

function startedWorker(): Worker {
  if (worker !== undefined) return worker;
  worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module', name: 'layout' });
  worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => settle(data));
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of pending.values()) reject(new Error(`The layout worker failed: ${message}`));
    pending.clear();
    worker?.terminate();
    worker = undefined;
  });
  return worker;
}

function settle(answer: LayoutAnswer): void {
  const waiting = pending.get(answer.id);
  pending.delete(answer.id);
  if ('error' in answer) waiting?.reject(new Error(answer.error));
  else waiting?.resolve(answer.result);
}
