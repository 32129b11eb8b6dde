import { nearestName } from '../../../lib/mesh/text/nearest-name';

/** The word that was probably meant to be typed: two letters wrong, in short words one. */
export function suggestName(typed: string, known: readonly string[]): string | undefined {
  return nearestName(typed, known, typed.length < 4 ? 1 : 2);
}
