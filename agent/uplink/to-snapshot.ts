import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { ConfigSnapshot } from '../../lib/protocol/ingest/console-message';

/** The configuration in a message. */
export function toSnapshot({ type: _, ...snapshot }: ConfigSnapshot): RegistrySnapshot {
  // zod types an optional field as possibly undefined; it is absent.
  return snapshot as RegistrySnapshot;
}
