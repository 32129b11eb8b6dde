import { DEFAULT_MESH_SETTINGS } from '../../lib/mesh/config/mesh-settings';
import type { RegistrySnapshot, TelemetrySettings } from '../../lib/mesh/registry/service';
import type { RoutingProxy } from '../../lib/mesh/routing/routing-proxy';
import type { ConfigDelta } from '../../lib/protocol/ingest/console-message';
import type { CompiledRoutes, RoutingTable } from '../proxy/routing-table';
import { applyConfigDelta } from './apply-config-delta';
import { buildRoutingTable } from './build-routing-table';
import { type EndpointSecurity, PLAIN_ENDPOINTS } from './endpoint-security';
import { findRouteFault } from './find-route-fault';
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
  private compiled: CompiledRoutes;
  private readonly proxy: RoutingProxy;
  private readonly identities = createIdentityPool();

  /** `proxy`: whose view of the mesh is compiled. */
  constructor(proxy: RoutingProxy) {
    this.proxy = proxy;
    this.compiled = buildRoutingTable(FIRST_SNAPSHOT, proxy, this.identities);
  }

  get routes(): CompiledRoutes {
    return this.compiled;
  }

  get snapshot(): RegistrySnapshot {
    return this.current;
  }

  get telemetry(): TelemetrySettings {
    return this.current.telemetry;
  }

  takeSnapshot(snapshot: RegistrySnapshot): ConfigVerdict {
    const fault = findSnapshotFault(snapshot);
    if (fault !== undefined) return this.refuse(fault);
    const compiled = this.compile(snapshot);
    if (typeof compiled === 'string') return this.refuse(compiled);
    this.compiled = compiled;
    this.current = snapshot;
    this.onChange(snapshot);
    return { status: 'ack' };
  }

  /** The same rules over again, when what they are carried out with has changed. */
  rebuild(): void {
    const compiled = this.compile(this.current);
    if (typeof compiled !== 'string') this.compiled = compiled;
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

  /** The routes of a snapshot, or why there are none. */
  private compile(snapshot: RegistrySnapshot): CompiledRoutes | string {
    try {
      const compiled = buildRoutingTable(snapshot, this.proxy, this.identities, this.securityOf(snapshot));
      return findRouteFault(compiled.table) ?? compiled;
    } catch (error) {
      return `cannot compile the routes: ${error instanceof Error ? error.message : error}`;
    }
  }

  refuse(reason: string): ConfigVerdict {
    this.refusals++;
    this.lastRefusal = reason;
    return { status: 'nack', reason };
  }
}
