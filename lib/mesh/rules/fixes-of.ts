import type { Finding, Fix } from './finding';

/** Every change that solves a problem; none is better than the others. */
export function fixesOf({ fix, otherFixes = [] }: Pick<Finding, 'fix' | 'otherFixes'>): readonly Fix[] {
  return fix === undefined ? [] : [fix, ...otherFixes];
}
