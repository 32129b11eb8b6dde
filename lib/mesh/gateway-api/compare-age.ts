import type { ConfigResource } from '../config/resource';
import { compareByPrecedence } from '../config/resource-set';

/** The Gateway API's order where two objects want the same thing: the older first, then by namespace and name. */
export function compareAge(a: ConfigResource, b: ConfigResource): number {
  const [left, right] = [a.metadata, b.metadata];
  if (left.creationTimestamp !== right.creationTimestamp) return compareByPrecedence(a, b);
  const [first, second] = [`${left.namespace}/${left.name}`, `${right.namespace}/${right.name}`];
  return first < second ? -1 : first > second ? 1 : 0;
}
