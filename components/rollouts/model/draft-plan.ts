import type { Gate } from '@/lib/mesh/rollout/judge/gate';
import type { RolloutPlan, Step, Sticky } from '@/lib/mesh/rollout/plan';
import { PLAN_PRESETS, type PlanPreset } from './plan-presets';

/** Something with a name of its own while it is moved about. */
export type Keyed<T> = { id: number; value: T };

/** The part of a plan that is the same for every service. */
export type DraftPlan = {
  sticky?: Sticky;
  steps: readonly Keyed<Step>[];
  gates: readonly Keyed<Gate>[];
  /** 0..1. */
  significance: number;
  maxSeconds: number;
};

let lastId = 0;

/** Gives a value a name of its own. */
export function keyed<T>(value: T): Keyed<T> {
  lastId += 1;
  return { id: lastId, value };
}

/** A draft of a preset, or of what was imported. */
export function draftOf({
  sticky,
  steps,
  gates,
  maxSeconds,
}: Pick<PlanPreset, 'steps' | 'gates' | 'maxSeconds'> & { sticky?: Sticky }): DraftPlan {
  return {
    ...(sticky === undefined ? {} : { sticky }),
    steps: steps.map(keyed),
    gates: gates.map(keyed),
    significance: 0.05,
    maxSeconds,
  };
}

/** A draft of a plan that was carried out: its cookie was of that one rollout. */
export function draftLike({ sticky, significance, ...plan }: RolloutPlan): DraftPlan {
  const { value: _, ...kept } = sticky ?? { cookie: '', seconds: 0 };
  return { ...draftOf(sticky === undefined ? plan : { ...plan, sticky: kept }), significance };
}

/** The draft with other words about users who stay; undefined for none. */
export function withSticky<T extends { sticky?: Sticky }>(draft: T, sticky: Sticky | undefined): T {
  const { sticky: _, ...rest } = draft;
  return (sticky === undefined ? rest : { ...rest, sticky }) as T;
}

/** What a new plan begins as. */
export function firstDraft(): DraftPlan {
  return draftOf(PLAN_PRESETS[0]);
}

/** The list with one item moved by a place; as it is where there is no place. */
export function moveItem<T>(items: readonly T[], index: number, by: -1 | 1): readonly T[] {
  const item = items[index];
  const other = items[index + by];
  if (item === undefined || other === undefined) return items;
  return items.map((one, place) => (place === index ? other : place === index + by ? item : one));
}
