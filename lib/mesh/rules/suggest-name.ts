import { nearestName } from '../text/nearest-name';
import type { Fix } from './finding';

/** A fix that writes the name that was probably meant. */
export function suggestName(path: string, name: string, known: Iterable<string>): Fix | undefined {
  const nearest = nearestName(name, known);
  if (nearest === undefined) return undefined;
  return { title: `Replace "${name}" by "${nearest}"`, edits: [{ path, value: nearest }] };
}
