import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled, stopAll } from './proxies';
import type { SinkConsole } from './sink-console';

/** Proxies get the first core, clients and apps the second. */
export const CORES = { proxy: 0, load: 1 } as const;

/** Runs a benchmark of proxies in a folder of its own and cleans up behind it; says so when it cannot run here. */
export async function withBench(
  programs: readonly string[],
  measure: (folder: string) => Promise<{ report: unknown; table: string; failed: number; sink: SinkConsole }>,
): Promise<void> {
  const missing = [...programs, 'taskset'].filter((program) => !isInstalled(program));
  if (missing.length > 0 || availableParallelism() < 2) {
    console.log(`Skipped: this benchmark needs two cores and ${missing.join(', ') || 'no more programs'}`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'proxy-bench-'));
  try {
    const { failed, report, sink, table } = await measure(folder);
    const dated = { date: new Date().toISOString(), node: process.version, report };
    if (process.env.BENCH_JSON !== undefined)
      writeFileSync(process.env.BENCH_JSON, JSON.stringify(dated, null, 2));
    console.log(`${JSON.stringify(dated)}\n\n${table}`);
    if (sink.batches() === 0)
      throw new Error('The sidecar reported nothing: this measured less than it says');
    process.exitCode = failed > 0 ? 1 : 0;
    sink.close();
  } finally {
    await stopAll();
    rmSync(folder, { recursive: true, force: true });
  }
}
