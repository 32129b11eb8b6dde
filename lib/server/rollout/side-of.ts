import type { RolloutPlan } from '../../mesh/rollout/plan';

type Versions = Pick<RolloutPlan, 'service' | 'stable' | 'canary'>;

interface Destination {
  destination_service_name?: string | null;
  destination_canonical_revision?: string | null;
}

/** The services that a plan's requests are counted for: the service itself, and versions that are services of their own. */
export function servedNames({ service, stable, canary }: Versions): string[] {
  return [...new Set([service.name, shortName(stable.host), shortName(canary.host)])];
}

/** Which of a plan's versions a request went to; undefined for any other. */
export function sideOf(
  { service, stable, canary }: Versions,
  { destination_service_name: host, destination_canonical_revision: version }: Destination,
): 'stable' | 'canary' | undefined {
  const [ofStable, ofCanary] = [shortName(stable.host), shortName(canary.host)];
  if (ofStable !== ofCanary) {
    if (host === ofCanary) return 'canary';
    if (host === ofStable) return 'stable';
  }
  if (host !== service.name && host !== ofStable) return undefined;
  return version === canary.version ? 'canary' : version === stable.version ? 'stable' : undefined;
}

function shortName(host: string): string {
  return host.split('.')[0] ?? host;
}
