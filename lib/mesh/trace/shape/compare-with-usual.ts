import type { Trace, TraceNode } from '../trace';
import { operationOf } from './span-operation';
import type { UsualDuration } from './usual-shape';

/** One span beside what its operation usually takes; microseconds. */
export interface SpanAgainstUsual {
  node: TraceNode;
  usual: UsualDuration;
  /** Times the usual duration (p50). */
  ratio: number;
  /** Longer than p50 by this; negative when it was quicker. */
  extraUs: number;
  /** The part of it that the span's children do not explain. */
  ownExtraUs: number;
}

/** A trace beside the usual: every span that can be compared, and the one that lost most time by itself. */
export interface TraceAgainstUsual {
  /** Most time lost by itself first. */
  spans: readonly SpanAgainstUsual[];
  /** Spans whose operation was not seen often enough. */
  unknown: number;
  /** Only when something took notably longer. */
  culprit: SpanAgainstUsual | undefined;
}

/** A culprit takes at least so many times its p50, is beyond its p99, and lost at least so long. */
const NOTABLE_RATIO = 1.5;
const NOTABLE_US = 1_000;

/** Where a trace lost its time against what its operations usually take. A parent that only waits for a slow child is not blamed. */
export function compareWithUsual(trace: Trace, usual: readonly UsualDuration[]): TraceAgainstUsual {
  const byKey = new Map(usual.map((one) => [one.key, one]));
  const extras = new Map<TraceNode, { usual: UsualDuration; extraUs: number }>();
  for (const node of trace.nodes) {
    const found = byKey.get(operationOf(node.span).key);
    if (found !== undefined) extras.set(node, { usual: found, extraUs: node.span.duration_us - found.p50Us });
  }
  const spans = [...extras].map(([node, { usual: own, extraUs }]): SpanAgainstUsual => {
    const below = extraBelow(node, extras);
    return {
      node,
      usual: own,
      ratio: node.span.duration_us / Math.max(1, own.p50Us),
      extraUs,
      ownExtraUs: Math.max(0, extraUs - below),
    };
  });
  spans.sort((a, b) => b.ownExtraUs - a.ownExtraUs || a.node.index - b.node.index);
  const culprit = spans.find(isNotable);
  return { spans, unknown: trace.nodes.length - spans.length, culprit };
}

/** Extra time of the nearest spans below that can be compared. */
function extraBelow(node: TraceNode, extras: ReadonlyMap<TraceNode, { extraUs: number }>): number {
  let sum = 0;
  const pending = [...node.children];
  for (let child = pending.pop(); child !== undefined; child = pending.pop()) {
    const known = extras.get(child);
    if (known === undefined) pending.push(...child.children);
    else sum += Math.max(0, known.extraUs);
  }
  return sum;
}

function isNotable({ node, usual, ratio, ownExtraUs }: SpanAgainstUsual): boolean {
  return ratio >= NOTABLE_RATIO && ownExtraUs >= NOTABLE_US && node.span.duration_us > usual.p99Us;
}
