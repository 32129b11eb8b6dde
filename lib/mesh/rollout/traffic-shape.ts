import type { CanaryMatch, RolloutPlan, Step } from './plan';

/** What the rule is to say about the canary. */
export interface TrafficShape {
  /** 0..100. */
  canaryPercent: number;
  mirrorPercent: number;
  match?: CanaryMatch;
}

/** Everything to the stable version. */
export const STABLE_SHAPE: TrafficShape = { canaryPercent: 0, mirrorPercent: 0 };

/** Everything to the canary. */
export const PROMOTED_SHAPE: TrafficShape = { canaryPercent: 100, mirrorPercent: 0 };

/** How the rule stood before the rollout, as far as its weights go. */
export function shapeBefore({ before }: Pick<RolloutPlan, 'before'>): TrafficShape {
  return { ...STABLE_SHAPE, canaryPercent: before?.canary ?? 0 };
}

/** The shape after a step; steps that do not shift traffic leave it as it is. */
export function shapeAfter(shape: TrafficShape, step: Step): TrafficShape {
  switch (step.kind) {
    case 'weight':
      return { ...shape, canaryPercent: step.percent };
    case 'mirror':
      return { ...shape, mirrorPercent: step.percent };
    case 'match': {
      const { match: _, ...rest } = shape;
      return step.match === undefined ? rest : { ...rest, match: step.match };
    }
    default:
      return shape;
  }
}

/** Whether the canary gets any requests of real users. */
export function isExposed({ canaryPercent, match }: TrafficShape): boolean {
  return canaryPercent > 0 || match !== undefined;
}

/** Whether the canary gets any requests to be judged by, copies among them. */
export function isAsked(shape: TrafficShape): boolean {
  return isExposed(shape) || shape.mirrorPercent > 0;
}

/** Whether two shapes are written the same. */
export function isSameShape(a: TrafficShape, b: TrafficShape | undefined): boolean {
  return b !== undefined && JSON.stringify(orderKeys(a)) === JSON.stringify(orderKeys(b));
}

function orderKeys({ canaryPercent, mirrorPercent, match }: TrafficShape): unknown {
  return [canaryPercent, mirrorPercent, match?.header ?? null, match?.cookie ?? null];
}
