import type { Block } from './nest-blocks';

/** Blocks by the hops of their nearest member, nearest first; what makes a circle wider than everything heaped up comes in several rings. */
export function cutIntoRings(
  blocks: readonly Block[],
  hops: ReadonlyMap<string, number>,
  gap: number,
): Block[][] {
  const byHops = new Map<number, Block[]>();
  for (const block of blocks) {
    const nearest = Math.min(...[...block.places.keys()].map((id) => hops.get(id) ?? 0));
    byHops.set(nearest, [...(byHops.get(nearest) ?? []), block]);
  }
  const widest = Math.sqrt(blocks.reduce((sum, block) => sum + (halfDiagonal(block) + gap / 2) ** 2, 0));
  return [...byHops]
    .sort(([a], [b]) => a - b)
    .flatMap(([, ring]) => cutRing(ring, Math.max(1, Math.ceil(radiusOf(ring) / widest))));
}

/** Half of what a block takes, however it is turned. */
export function halfDiagonal({ width, height }: Block): number {
  return Math.hypot(width, height) / 2;
}

/** Neighbours go to different rings, so that each ring goes all around. */
function cutRing(ring: readonly Block[], parts: number): Block[][] {
  return Array.from({ length: parts }, (_, part) => ring.filter((_block, index) => index % parts === part));
}

function radiusOf(ring: readonly Block[]): number {
  return ring.reduce((sum, block) => sum + halfDiagonal(block), 0) / Math.PI;
}
