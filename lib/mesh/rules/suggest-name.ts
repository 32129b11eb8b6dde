import { nearestName, nearestNames } from '../text/nearest-name';
import type { Fix } from './finding';

/** A fix that writes the name that was probably meant. */
export function suggestName(path: string, name: string, known: Iterable<string>): Fix | undefined {
  const nearest = nearestName(name, known);
  return nearest === undefined ? undefined : replaceBy(path, name, nearest);
}

/** A fix for every name that may have been meant, when none is nearer than the others; spread into a problem. */
export function suggestNames(
  path: string,
  name: string,
  known: Iterable<string>,
): { fix?: Fix; otherFixes?: readonly Fix[] } {
  const [fix, ...otherFixes] = nearestNames(name, known).map((nearest) => replaceBy(path, name, nearest));
  if (fix === undefined) return {};
  return otherFixes.length === 0 ? { fix } : { fix, otherFixes };
}

function replaceBy(path: string, name: string, nearest: string): Fix {
  return { title: `Replace "${name}" by "${nearest}"`, edits: [{ path, value: nearest }] };
}
