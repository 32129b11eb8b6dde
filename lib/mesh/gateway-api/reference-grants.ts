import type { ResourceSet } from '../config/resource-set';

/** Who refers to what across namespaces. */
export interface CrossReference {
  from: { group: string; kind: string; namespace: string };
  to: { group: string; kind: string; namespace: string; name: string };
}

interface GrantSpec {
  from?: readonly { group?: string; kind?: string; namespace?: string }[];
  to?: readonly { group?: string; kind?: string; name?: string }[];
}

/** Whether a reference may be followed: within a namespace always, else when the target's namespace grants it. */
export function isReferenceAllowed(resources: ResourceSet, { from, to }: CrossReference): boolean {
  if (from.namespace === to.namespace) return true;
  return resources.list('ReferenceGrant').some(({ metadata, spec }) => {
    const grant = spec as GrantSpec;
    return (
      metadata.namespace === to.namespace &&
      (grant.from ?? []).some(
        (one) =>
          (one.group ?? '') === from.group && one.kind === from.kind && one.namespace === from.namespace,
      ) &&
      (grant.to ?? []).some(
        (one) =>
          (one.group ?? '') === to.group &&
          one.kind === to.kind &&
          (one.name === undefined || one.name === '' || one.name === to.name),
      )
    );
  });
}
