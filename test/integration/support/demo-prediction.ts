import { readFile } from 'node:fs/promises';
import { applyConfig } from '@/lib/protocol/api/config-changes';
import { type ConfigPreview, previewConfig } from '@/lib/protocol/api/config-preview';
import { getConfigPush } from '@/lib/protocol/api/config-push';
import { getSignals } from '@/lib/protocol/api/signals';
import type { DemoProcess } from './demo-process';
import { waitUntil } from './wait-until';

/** Percent of a version of the demo's reviews. */
export type ReviewsSplit = Readonly<Record<'v1' | 'v2' | 'v3', number>>;

/** The share of each version, 0..1, as it was foretold and as it came. */
export interface SplitComparison {
  predicted: ConfigPreview;
  versions: { version: string; foretold: number; observed: number }[];
  /** Requests that were counted after the change. */
  requests: number;
  furthest: number;
}

/** Requests that are recorded before the first prediction: one whose caller's line is still on its way stays as it was. */
const RECORDED = 2_000;
/** A request that was on its way by the old rule has come to its end by then: the demo's callers wait no longer. */
const OLD_RULE_MS = 5_000;
const PATIENCE_MS = 900_000;

/** Predicts a split of the demo's reviews from what its customers sent, applies it and counts the next `requests`. */
export async function comparePrediction(
  demo: DemoProcess,
  split: ReviewsSplit,
  requests: number,
): Promise<SplitComparison> {
  const yaml = await reviewsWith(split);
  const predicted = await waitUntil(
    'the log to have requests for reviews',
    async () => {
      const answer = await demo.post(previewConfig, { yaml, window: 3_600 });
      return foretoldRequests(answer) >= RECORDED ? answer : undefined;
    },
    PATIENCE_MS,
  );
  const from = await apply(demo, yaml);
  const counts = await waitUntil(
    `${requests} requests by the new rule`,
    async () => {
      const seen = await countByVersion(demo, from);
      return total(seen) >= requests ? seen : undefined;
    },
    PATIENCE_MS,
  );
  const versions = (['v1', 'v2', 'v3'] as const).map((version) => ({
    version,
    foretold: foretoldRequests(predicted, version) / foretoldRequests(predicted),
    observed: (counts.get(version) ?? 0) / total(counts),
  }));
  const furthest = Math.max(...versions.map(({ foretold, observed }) => Math.abs(foretold - observed)));
  return { predicted, versions, requests: total(counts), furthest };
}

/** The demo's own rule for reviews with other weights, its comments and all. */
async function reviewsWith(split: ReviewsSplit): Promise<string> {
  const yaml = await readFile('demo/config/reviews.yaml', 'utf8');
  return yaml.replaceAll(
    /subset: (v[123])\n( +)weight: \d+/g,
    (_, version: keyof ReviewsSplit, indent: string) =>
      `subset: ${version}\n${indent}weight: ${split[version]}`,
  );
}

function foretoldRequests({ load }: ConfigPreview, version?: string): number {
  return load
    .filter((one) => one.host.startsWith('reviews.') && (version === undefined || one.version === version))
    .reduce((sum, { after }) => sum + after, 0);
}

/** Stores it, waits for every agent, and says from when on requests go by it. */
async function apply(demo: DemoProcess, yaml: string): Promise<number> {
  const { pushRevision } = await demo.post(applyConfig, { yaml, reason: 'what was foretold' });
  await waitUntil('every agent to have it', async () => {
    const { agents } = await demo.get(getConfigPush);
    const isEverywhere = agents.every(({ ackedRevision }) => ackedRevision >= pushRevision);
    return isEverywhere ? true : undefined;
  });
  return Math.ceil((Date.now() + OLD_RULE_MS) / 1_000) * 1_000;
}

async function countByVersion(demo: DemoProcess, from: number): Promise<Map<string, number>> {
  const to = Math.floor(Date.now() / 1_000) * 1_000;
  if (to <= from) return new Map();
  const query = { of: 'service:bookinfo/reviews', by: 'version', from, to };
  const { groups } = await demo.get(getSignals, query);
  return new Map(groups.map(({ key, totals }) => [key, totals.requests]));
}

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, one) => sum + one, 0);
