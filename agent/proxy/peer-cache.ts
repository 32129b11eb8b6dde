import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import { decodePeerMetadata } from './peer-metadata';

/**
 * Decoded peers by the raw header, oldest dropped first: a header is decoded once, and one peer is one object, wherever
 * it was learnt, so that telemetry may key its series by it.
 */
export class PeerCache {
  readonly #max: number;
  readonly #byHeader = new Map<string, WorkloadIdentity | undefined>();
  readonly #byContent = new Map<string, WorkloadIdentity>();
  /** What was asked for before: an endpoint's identity is one object for a whole configuration. */
  readonly #known = new WeakMap<WorkloadIdentity, WorkloadIdentity>();

  constructor(max: number) {
    this.#max = max;
  }

  findPeer(header: string): WorkloadIdentity | undefined {
    const known = this.#byHeader.get(header);
    if (known !== undefined || this.#byHeader.has(header)) return known;
    const decoded = decodePeerMetadata(header);
    const peer = decoded === undefined ? undefined : this.intern(decoded);
    dropOldest(this.#byHeader, this.#max);
    // A slice of a head would keep the whole head alive.
    this.#byHeader.set(Buffer.from(header, 'latin1').toString('latin1'), peer);
    return peer;
  }

  /** The one object for this identity. */
  intern(identity: WorkloadIdentity): WorkloadIdentity {
    const known = this.#known.get(identity);
    if (known !== undefined) return known;
    const found = this.#findEqual(identity);
    this.#known.set(identity, found);
    return found;
  }

  #findEqual(identity: WorkloadIdentity): WorkloadIdentity {
    const { cluster, namespace, workload, app, version, canonicalService, canonicalRevision, principal } =
      identity;
    const parts = [
      cluster,
      namespace,
      workload,
      app,
      version,
      canonicalService,
      canonicalRevision,
      principal,
    ];
    const key = parts.join('\u0000');
    const known = this.#byContent.get(key);
    if (known !== undefined) return known;
    dropOldest(this.#byContent, this.#max);
    this.#byContent.set(key, identity);
    return identity;
  }
}

function dropOldest(map: Map<string, unknown>, max: number): void {
  if (map.size < max) return;
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}
