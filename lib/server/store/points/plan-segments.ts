import type { TimeWindow } from '../contract/point-reader';
import { TIER_MS, TIERS, type Tier } from '../contract/store-maintenance';

/** What one tier can answer. */
export interface TierCoverage {
  /** Start of its oldest partition; undefined while it has none. */
  retainedFromMs: number | undefined;
  /** Everything before is rolled up; the 10 s tier with the journal has no such end. */
  rolledThroughMs: number;
}

export type Coverage = Readonly<Record<Tier, TierCoverage>>;

/** A part of a window and the tier that answers it. */
export interface Segment extends TimeWindow {
  tier: Tier;
}

export interface SegmentPlan {
  window: TimeWindow;
  /** By time, without gaps or overlaps, covering `window`. */
  segments: Segment[];
}

const COARSE_FIRST = TIERS.toReversed();

/**
 * Which tier answers which part of a window: the coarsest in the middle, finer ones towards the edges and behind what
 * is not rolled up yet, so that the sum is exact and few rows are read. Edges move outwards to whole buckets of
 * `grainMs` (a tier's width), or of the finest tier that still holds them. `usable` bounds the tiers of the middle.
 */
export function planSegments(
  wanted: TimeWindow,
  grainMs: number,
  coverage: Coverage,
  usable: readonly Tier[] = TIERS,
): SegmentPlan {
  const oldest = oldestRetained(coverage);
  const empty = { window: { fromMs: wanted.fromMs, toMs: wanted.fromMs }, segments: [] };
  if (oldest === undefined || wanted.toMs <= oldest || wanted.toMs <= wanted.fromMs) return empty;
  const fromMs = startEdge(Math.max(wanted.fromMs, oldest), grainMs, coverage);
  const toMs = endEdge(wanted.toMs, grainMs, coverage);
  const tiers = COARSE_FIRST.filter((tier) => usable.includes(tier));
  const segments = joinNeighbours(cover(fromMs, toMs, tiers, coverage));
  return { window: { fromMs, toMs }, segments };
}

/** The width to which the edges of a window are moved: a hundredth of it at most. */
export function edgeGrainMs(window: TimeWindow): number {
  const share = (window.toMs - window.fromMs) / 100;
  const tier = COARSE_FIRST.find((one) => TIER_MS[one] <= share) ?? '10s';
  return TIER_MS[tier];
}

/** The finest tier that holds the bucket at `atMs`; the one that reaches back farthest when none does. */
export function finestTier(atMs: number, coverage: Coverage): Tier {
  const holding = TIERS.find((tier) => (coverage[tier].retainedFromMs ?? Number.POSITIVE_INFINITY) <= atMs);
  if (holding !== undefined) return holding;
  const oldest = oldestRetained(coverage);
  return TIERS.find((tier) => coverage[tier].retainedFromMs === oldest) ?? '10s';
}

/** Where history begins. */
export function oldestRetained(coverage: Coverage): number | undefined {
  const starts = TIERS.map((tier) => coverage[tier].retainedFromMs).filter((start) => start !== undefined);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

function startEdge(atMs: number, grainMs: number, coverage: Coverage): number {
  const width = Math.max(grainMs, TIER_MS[finestTier(atMs, coverage)]);
  return Math.floor(atMs / width) * width;
}

/** What is not rolled up yet ends at a whole 10 s: nothing is gained by asking for the rest of a coarse bucket. */
function endEdge(atMs: number, grainMs: number, coverage: Coverage): number {
  const width = Math.max(grainMs, TIER_MS[finestTier(atMs - 1, coverage)]);
  const coarse = Math.ceil(atMs / width) * width;
  const rolled = TIERS.find((tier) => TIER_MS[tier] === width);
  if (rolled !== undefined && coarse <= coverage[rolled].rolledThroughMs) return coarse;
  return Math.ceil(atMs / TIER_MS['10s']) * TIER_MS['10s'];
}

function cover(fromMs: number, toMs: number, tiers: readonly Tier[], coverage: Coverage): Segment[] {
  const [tier, ...finer] = tiers;
  if (tier === undefined || fromMs >= toMs) return [];
  if (finer.length === 0) return [{ tier, fromMs, toMs }];
  const width = TIER_MS[tier];
  const last = Math.min(Math.floor(toMs / width) * width, coverage[tier].rolledThroughMs);
  const first = Math.max(Math.ceil(fromMs / width) * width, retainedStart(tier, width, coverage));
  if (first >= last) return cover(fromMs, toMs, finer, coverage);
  return [
    ...cover(fromMs, first, finer, coverage),
    { tier, fromMs: first, toMs: last },
    ...cover(last, toMs, finer, coverage),
  ];
}

/** A coarse tier that was cut by retention later than a finer one must not hide the finer one's older part. */
function retainedStart(tier: Tier, width: number, coverage: Coverage): number {
  const start = coverage[tier].retainedFromMs ?? Number.POSITIVE_INFINITY;
  return Math.ceil(start / width) * width;
}

function joinNeighbours(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (last?.tier === segment.tier && last.toMs === segment.fromMs) last.toMs = segment.toMs;
    else joined.push({ ...segment });
  }
  return joined;
}
