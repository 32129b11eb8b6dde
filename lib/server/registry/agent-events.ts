import { formatSubject } from '../../mesh/graph/node-id';
import type { AgentStatus } from '../../protocol/ingest/agent-message';
import type { MeshEvent } from '../store/contract/mesh-events';
import type { AgentEntry } from './agent-entry';
import type { RegistryObserver } from './registry-observer';

/** One event an agent and this time at most about dropped telemetry. */
const DROP_EVENT_MS = 60_000;

/** Tells the "what changed" feed about agents, versions and lost telemetry. */
export class AgentEvents implements RegistryObserver {
  private readonly versions = new Set<string>();
  private readonly toldDropsAtMs = new Map<string, number>();
  private readonly now: () => number;
  private readonly append: (event: MeshEvent) => void;

  constructor(now: () => number, append: (event: MeshEvent) => void) {
    this.now = now;
    this.append = append;
  }

  /** Versions of before a restart are not new. */
  restore(entries: readonly AgentEntry[]): void {
    for (const entry of entries) this.versions.add(versionKey(entry));
  }

  onJoin(entry: AgentEntry, isNewProcess: boolean): void {
    const { workload, app, version } = entry.hello.identity;
    if (isNewProcess) this.tell(entry, 'agent-joined', `${workload} joined from ${entry.hello.hostname}.`);
    const key = versionKey(entry);
    if (version !== '' && !this.versions.has(key)) {
      this.tell(entry, 'version-seen', `${app} runs version ${version} for the first time.`);
    }
    this.versions.add(key);
  }

  onStatus(entry: AgentEntry, before: AgentStatus | undefined): void {
    const drops = entry.status?.drops;
    if (drops === undefined || before === undefined) return;
    const points = drops.points - before.drops.points;
    const logs = drops.logs - before.drops.logs;
    const spans = drops.spans - before.drops.spans;
    if (points <= 0 && logs <= 0 && spans <= 0) return;
    const { agentId, identity } = entry.hello;
    if (this.now() - (this.toldDropsAtMs.get(agentId) ?? 0) < DROP_EVENT_MS) return;
    this.toldDropsAtMs.set(agentId, this.now());
    const parts = [`${points} points`, `${logs} log lines`, `${spans} spans`].filter(
      (part) => !part.startsWith('0 '),
    );
    this.tell(entry, 'telemetry-dropped', `The agent of ${identity.workload} dropped ${parts.join(', ')}.`);
  }

  onDisconnect(): void {}

  onGone(entry: AgentEntry): void {
    const { workload } = entry.hello.identity;
    const drained = entry.status?.state === 'draining';
    this.tell(
      entry,
      'agent-left',
      drained ? `${workload} left.` : `${workload} was lost: its connection ended.`,
    );
  }

  onForgotten(agentId: string): void {
    this.toldDropsAtMs.delete(agentId);
  }

  private tell(entry: AgentEntry, kind: MeshEvent['kind'], message: string): void {
    const { namespace, workload, cluster, version } = entry.hello.identity;
    this.append({
      atMs: this.now(),
      kind,
      namespace,
      subject: formatSubject({ kind: 'workload', namespace, name: workload, cluster }),
      message,
      details: { agentId: entry.hello.agentId, workload, version },
    });
  }
}

function versionKey(entry: AgentEntry): string {
  const { cluster, namespace, app, version } = entry.hello.identity;
  return JSON.stringify([cluster, namespace, app, version]);
}
