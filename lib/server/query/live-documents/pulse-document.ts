import { percentOf, roundRate } from '../../../mesh/metrics/round-rate';
import type { QueryContext } from '../query-context';
import { readTraffic } from '../read-traffic';
import { resolveWindow } from '../resolve-window';
import type { LiveSource } from './live-source';
import { tickVersion } from './tick-version';

const PULSE_SECONDS = 10;

/** How old the newest data is, and what the whole mesh does. */
export function pulseDocument(context: QueryContext): LiveSource {
  return {
    version: () => tickVersion(context),
    build: async () => ({ meta: { pulse: await readPulse(context) } }),
  };
}

async function readPulse(context: QueryContext): Promise<Record<string, number | null>> {
  const { hot, registry } = context.sources;
  const window = resolveWindow({ window: PULSE_SECONDS }, context.sources);
  return readTraffic(context, window, undefined, ({ series, window: answered }) => {
    let requests = 0;
    let errors = 0;
    for (const { facts, point, weight } of series) {
      requests += point.requests * weight;
      if (facts.isError) errors += point.requests * weight;
    }
    const seconds = Math.max(1, (answered.toMs - answered.fromMs) / 1_000);
    return {
      newestDataAt: hot.newestMs() ?? null,
      requestsPerSecond: roundRate(requests / seconds),
      errorPercent: percentOf(errors, requests),
      agents: registry.agents().filter((agent) => agent.connected).length,
    };
  });
}
