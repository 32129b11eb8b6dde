import { DEFAULT_MESH_SETTINGS } from '../../lib/mesh/config/mesh-settings';
import type { RegistrySnapshot, TelemetrySettings } from '../../lib/mesh/registry/service';
import type { ConfigDelta } from '../../lib/protocol/ingest/console-message';
import type { RoutingTable } from '../proxy/routing-table';
import { applyConfigDelta } from './apply-config-delta';
import { buildRoutingTable } from './build-routing-table';
import { type EndpointSecurity, PLAIN_ENDPOINTS } from './endpoint-security';
import { findSnapshotFault } from './find-snapshot-fault';
import { createIdentityPool } from './identity-pool';

/** The answer to a configuration: ACK, or NACK with the reason. */
export type ConfigVerdict = { status: 'ack' } | { status: 'nack'; reason: string };

/** Before anything is known every host is passed through, with Istio's sampling. */
export const FIRST_SNAPSHOT: RegistrySnapshot = {
  revision: 0,
  services: [],
  resources: [],
  settings: DEFAULT_MESH_SETTINGS,
  telemetry: { randomSamplingPercentage: 1, accessLogging: true },
};

/** The last good configuration and the routing table made of it; what is refused changes nothing. */
export class MeshConfig implements RoutingTable {
  /** How endpoints of a snapshot are secured. */
  securityOf: (snapshot: RegistrySnapshot) => EndpointSecurity = () => PLAIN_ENDPOINTS;
  /** Called after every change. */
  onChange: (snapshot: RegistrySnapshot) => void = () => {};
  refusals = 0;
  lastRefusal: string | undefined;
  private current = FIRST_SNAPSHOT;
  private table: RoutingTable;
  private readonly ownNamespace: string;
  private readonly identities = createIdentityPool();

  constructor(ownNamespace: string) {
    this.ownNamespace = ownNamespace;
    this.table = buildRoutingTable(FIRST_SNAPSHOT, ownNamespace, this.identities);
  }

  get snapshot(): RegistrySnapshot {
    return this.current;
  }

  get telemetry(): TelemetrySettings {
    return this.current.telemetry;
  }

  findDestination(host: string, port: number): ReturnType<RoutingTable['findDestination']> {
    return this.table.findDestination(host, port);
  }

  takeSnapshot(snapshot: RegistrySnapshot): ConfigVerdict {
    const fault = findSnapshotFault(snapshot);
    if (fault !== undefined) return this.refuse(fault);
    this.current = snapshot;
    this.rebuild();
    this.onChange(snapshot);
    return { status: 'ack' };
  }

  /** The same rules over again, when what they are carried out with has changed. */
  rebuild(): void {
    const { current } = this;
    this.table = buildRoutingTable(current, this.ownNamespace, this.identities, this.securityOf(current));
  }

  takeDelta(delta: ConfigDelta): ConfigVerdict {
    const { revision } = this.current;
    if (delta.baseRevision !== revision) {
      return this.refuse(`delta is based on revision ${delta.baseRevision}, this agent runs ${revision}`);
    }
    const next = applyConfigDelta(this.current, delta);
    const { services, resources, settings } = this.current;
    if (next.services !== services || next.resources !== resources || next.settings !== settings) {
      return this.takeSnapshot(next);
    }
    // What changed is for others: the number alone is new.
    this.current = next;
    this.onChange(next);
    return { status: 'ack' };
  }

  refuse(reason: string): ConfigVerdict {
    this.refusals++;
    this.lastRefusal = reason;
    return { status: 'nack', reason };
  }
}
