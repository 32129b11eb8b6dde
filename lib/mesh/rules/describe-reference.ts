import type { ResourceReference } from '../config/resource';

/** `Kind namespace/name`, as istioctl writes it. */
export function describeReference({ kind, namespace, name }: ResourceReference): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
