import { namespaceOf } from '../read/read-spec';
import type { Snapshot } from '../snapshot';
import { routeTargets } from '../virtual-service/destinations';
import { completeHost } from './hosts';

/** `host|subset` of every subset that a VirtualService sends to. */
export function referencedSubsets(snapshot: Snapshot): ReadonlySet<string> {
  const keys = snapshot
    .list('VirtualService')
    .flatMap((resource) =>
      routeTargets(resource).map(
        ({ destination }) =>
          `${completeHost(destination.host ?? '', namespaceOf(resource), snapshot)}|${destination.subset ?? ''}`,
      ),
    );
  return new Set(keys);
}
