import { nearestName } from '../../text/nearest-name';
import type { Fix } from '../finding';
import { KNOWN_ANNOTATIONS } from './known-annotations';

/** A fix that keeps the value of a misspelt annotation under its right name. */
export function suggestRename(name: string, value: string): Fix | undefined {
  const nearest = nearestName(name, KNOWN_ANNOTATIONS.keys());
  if (nearest === undefined) return undefined;
  return {
    title: `Rename to ${nearest}`,
    edits: [
      { path: `metadata.annotations["${name}"]` },
      { path: `metadata.annotations["${nearest}"]`, value },
    ],
  };
}
