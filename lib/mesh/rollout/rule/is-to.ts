import type { RolloutVersion } from '../plan';

/** Whether a destination of a VirtualService is the version. */
export function isTo(
  destination: { host?: string; subset?: string } | undefined,
  version: Pick<RolloutVersion, 'host' | 'subset'>,
): boolean {
  return destination?.host === version.host && (destination.subset ?? '') === version.subset;
}
