import type { ConfigObject } from '../../mesh/config/config-object';
import type { MeshSettings } from '../../mesh/config/mesh-settings';
import { readMeshSettings } from '../../mesh/config/read-mesh-settings';
import { resourceOf } from '../../mesh/config/resource-of';
import { createResourceSet } from '../../mesh/config/resource-set';
import type { ServiceOperations } from '../../mesh/metrics/service-operations';
import type { MeshService, RegistrySnapshot } from '../../mesh/registry/service';
import type { AgentStatus, Hello } from '../../protocol/ingest/agent-message';
import type { AgentRecord } from '../store/contract/agent-records';
import { type AgentEntry, type AgentSession, createAgentEntry, isServing } from './agent-entry';
import { buildServices } from './build-services';
import { isSameSnapshot } from './diff-snapshots';
import { keepUnchanged } from './keep-unchanged';
import type { AgentState, MeshRegistry } from './mesh-registry';
import { REGISTRY_LIMITS } from './registry-limits';
import type { RegistryObserver } from './registry-observer';

export interface LiveRegistryOptions {
  now: () => number;
  /** Above every revision that agents may run already. */
  firstRevision: number;
  external: readonly MeshService[];
  /** The configuration as it was last stored. */
  resources: readonly ConfigObject[];
  settings: MeshSettings;
  /** How operations of services are to be named. */
  operations?: readonly ServiceOperations[];
  telemetry: RegistrySnapshot['telemetry'];
}

/** Agents come and go; the services they register become numbered snapshots. */
export class LiveRegistry implements MeshRegistry {
  private readonly entries = new Map<string, AgentEntry>();
  private readonly options: LiveRegistryOptions;
  private readonly observers: RegistryObserver[] = [];
  private readonly listeners = new Set<(snapshot: RegistrySnapshot) => void>();
  private operations: readonly ServiceOperations[];
  private current: RegistrySnapshot;
  private changes = 0;
  private settling: NodeJS.Timeout | undefined;

  constructor(options: LiveRegistryOptions) {
    this.options = options;
    this.operations = options.operations ?? [];
    this.current = {
      revision: options.firstRevision,
      services: buildServices([], options.external),
      resources: options.resources,
      settings: this.settingsOf(options.resources),
      telemetry: options.telemetry,
    };
  }

  observe(observer: RegistryObserver): void {
    this.observers.push(observer);
  }

  /** What was known before the console restarted; agents that were connected get time to come back. */
  restore(records: readonly AgentRecord[]): void {
    const now = this.options.now();
    for (const { hello, status, firstSeenMs, lastSeenMs, disconnectedAtMs } of records) {
      this.entries.set(hello.agentId, {
        ...createAgentEntry(hello, lastSeenMs),
        status: status ?? undefined,
        firstSeenMs,
        graceUntilMs: now + REGISTRY_LIMITS.restartGraceMs,
        goneAtMs: disconnectedAtMs ?? undefined,
        isAwaited: disconnectedAtMs === null,
      });
    }
    this.sweep();
    this.settle();
  }

  join(hello: Hello, session: AgentSession): AgentEntry {
    const now = this.options.now();
    const known = this.entries.get(hello.agentId);
    const isNewProcess =
      known === undefined || known.hello.epoch !== hello.epoch || known.goneAtMs !== undefined;
    const entry = known ?? createAgentEntry(hello, now);
    known?.session?.replace();
    if (known !== undefined) entry.reconnects++;
    if (known?.hello.epoch !== hello.epoch) entry.status = undefined;
    entry.hello = hello;
    entry.session = session;
    entry.remoteAddress = session.remoteAddress;
    entry.connected = true;
    entry.isAwaited = false;
    entry.connectedAtMs = now;
    entry.lastSeenMs = now;
    entry.goneAtMs = undefined;
    entry.nackReason = undefined;
    entry.ackedRevision = hello.configRevision;
    entry.wantedRevision = this.current.revision;
    this.entries.set(hello.agentId, entry);
    this.outgrow(hello.configRevision);
    for (const observer of this.observers) observer.onJoin(entry, isNewProcess);
    this.touch();
    return entry;
  }

  /** The connection is lost; nothing happens when a newer one has taken over. */
  leave(entry: AgentEntry, session: AgentSession): void {
    if (entry.session !== session) return;
    const now = this.options.now();
    entry.session = undefined;
    entry.connected = false;
    entry.lastSeenMs = now;
    entry.graceUntilMs = entry.status?.state === 'draining' ? now : now + REGISTRY_LIMITS.graceMs;
    for (const observer of this.observers) observer.onDisconnect(entry);
    this.sweep();
    this.touch();
  }

  noteStatus(entry: AgentEntry, status: AgentStatus): void {
    const before = entry.status;
    const wasServing = isServing(entry);
    if (before !== undefined && status.atMs > before.atMs && status.cpuSeconds >= before.cpuSeconds) {
      const share = ((status.cpuSeconds - before.cpuSeconds) * 1_000) / (status.atMs - before.atMs);
      entry.cpuPercent = Math.min(100, share * 100);
    }
    entry.status = status;
    for (const observer of this.observers) observer.onStatus(entry, before);
    this.changes++;
    const tookMutualTls = before?.takesMutualTls === true;
    if (wasServing !== isServing(entry) || tookMutualTls !== (status.takesMutualTls === true)) this.touch();
  }

  noteConfigSent(entry: AgentEntry, services: number, objects: number): void {
    Object.assign(entry.push, { sentAtMs: this.options.now(), services, objects });
    this.changes++;
  }

  noteConfigResult(entry: AgentEntry, revision: number, refusal: string | undefined): void {
    entry.push.answeredAtMs = this.options.now();
    if (refusal === undefined) {
      entry.ackedRevision = revision;
      entry.nackReason = undefined;
    } else if (revision === entry.wantedRevision) {
      entry.nackReason = refusal;
    }
    this.changes++;
  }

  /** Moves agents whose time is over out of the mesh; call it every second. */
  sweep(): void {
    const now = this.options.now();
    let changed = false;
    for (const entry of this.entries.values()) {
      if (entry.connected || entry.goneAtMs !== undefined || entry.graceUntilMs > now) continue;
      entry.goneAtMs = now;
      entry.isAwaited = false;
      changed = true;
      for (const observer of this.observers) observer.onGone(entry);
    }
    this.forgetGone(now);
    if (changed) this.touch();
  }

  agents(): readonly AgentEntry[] {
    const all = [...this.entries.values()];
    return [...all.filter((entry) => entry.connected), ...all.filter((entry) => !entry.connected)];
  }

  connectedCount(): number {
    let count = 0;
    for (const entry of this.entries.values()) if (entry.connected) count++;
    return count;
  }

  /**
   * Who was there at a moment, what they served, and who had left within `leftMs` before: agents that are gone, as long as they
   * are remembered. An agent that ran while no console did was there since it started.
   */
  at(
    atMs: number,
    leftMs = 0,
  ): { agents: readonly AgentState[]; left: readonly AgentState[]; services: MeshService[] } {
    const agents: AgentEntry[] = [];
    const left: AgentEntry[] = [];
    for (const entry of this.entries.values()) {
      const { firstSeenMs, hello, goneAtMs = Number.POSITIVE_INFINITY } = entry;
      if (Math.min(firstSeenMs, hello.startedAtMs) > atMs) continue;
      if (atMs < goneAtMs) agents.push(entry);
      else if (atMs - leftMs < goneAtMs) left.push(entry);
    }
    return { agents, left, services: buildServices(agents, this.options.external, () => true) };
  }

  /** Replaces the configuration, at once; the revision agents are to have by it. */
  setResources(resources: readonly ConfigObject[]): number {
    this.change({ resources, settings: this.settingsOf(resources) });
    return this.current.revision;
  }

  /** Replaces how operations are named, at once. */
  setOperations(operations: readonly ServiceOperations[]): void {
    this.operations = operations;
    this.change({ settings: this.settingsOf(this.current.resources) });
  }

  snapshot(): RegistrySnapshot {
    return this.current;
  }

  version(): number {
    return this.changes;
  }

  onSnapshot(listener: (snapshot: RegistrySnapshot) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  stop(): void {
    clearTimeout(this.settling);
  }

  private settingsOf(resources: readonly ConfigObject[]): MeshSettings {
    const settings = settingsOf(resources, this.options.settings);
    return this.operations.length === 0 ? settings : { ...settings, operations: this.operations };
  }

  private touch(): void {
    this.changes++;
    this.settling ??= setTimeout(() => this.settle(), REGISTRY_LIMITS.settleMs);
  }

  private present(): AgentEntry[] {
    return [...this.entries.values()].filter(({ goneAtMs }) => goneAtMs === undefined);
  }

  private settle(): void {
    clearTimeout(this.settling);
    this.settling = undefined;
    const services = buildServices(this.present(), this.options.external);
    this.change({ services: keepUnchanged(this.current.services, services) });
  }

  private change(part: Partial<Pick<RegistrySnapshot, 'services' | 'resources' | 'settings'>>): void {
    const next = { ...this.current, ...part, revision: this.current.revision + 1 };
    if (!isSameSnapshot(this.current, next)) this.publish(next);
  }

  /** An agent runs a revision that this console does not remember having given: go on above it. */
  private outgrow(revision: number): void {
    if (revision > this.current.revision) this.publish({ ...this.current, revision: revision + 1 });
  }

  private publish(snapshot: RegistrySnapshot): void {
    this.current = snapshot;
    this.changes++;
    for (const entry of this.entries.values()) if (entry.connected) entry.wantedRevision = snapshot.revision;
    for (const listener of this.listeners) listener(snapshot);
  }

  private forgetGone(now: number): void {
    const gone = [...this.entries.values()]
      .filter((entry) => entry.goneAtMs !== undefined)
      .sort((a, b) => (b.goneAtMs ?? 0) - (a.goneAtMs ?? 0));
    for (const [index, entry] of gone.entries()) {
      const isOld = now - (entry.goneAtMs ?? now) > REGISTRY_LIMITS.goneMs;
      if (!isOld && index < REGISTRY_LIMITS.goneAgents) continue;
      this.entries.delete(entry.hello.agentId);
      for (const observer of this.observers) observer.onForgotten(entry.hello.agentId);
    }
  }
}

/** What the mesh's own ConfigMap says goes over the console's options. */
function settingsOf(resources: readonly ConfigObject[], known: MeshSettings): MeshSettings {
  const isMeshConfig = ({ kind, metadata }: ConfigObject) =>
    kind === 'ConfigMap' && metadata.name === 'istio';
  const found = resources.filter(isMeshConfig).map((object) => resourceOf(object));
  return found.length === 0 ? known : readMeshSettings(createResourceSet(found), known);
}
