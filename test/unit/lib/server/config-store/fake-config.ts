import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import type { ConfigDeps } from '@/lib/server/config-store/config-deps';
import type { Judge } from '@/lib/server/config-store/judge/judge';
import { Acknowledgements } from '@/lib/server/config-store/state/acknowledgements';
import { ConfigFindings } from '@/lib/server/config-store/state/config-findings';
import { ConfigState } from '@/lib/server/config-store/state/config-state';
import { PastFindings } from '@/lib/server/past/past-findings';
import type { StoredAcknowledgement } from '@/lib/server/store/contract/acknowledgement-records';
import type { ConfigCommit, StoredChange } from '@/lib/server/store/contract/config-records';
import type { AuditEntry, Settings } from '@/lib/server/store/contract/console-records';
import type { MeshEvent } from '@/lib/server/store/contract/mesh-events';

/** The configuration with a store in memory, and what it told. */
export function fakeConfig(judge: Judge = async () => []) {
  const commits: ConfigCommit[] = [];
  const audit: AuditEntry[] = [];
  const events: MeshEvent[] = [];
  const values = new Map<string, unknown>();
  const pushed: (readonly ConfigObject[])[] = [];
  const state = new ConfigState();
  const changes = (): (StoredChange & { revision: number })[] =>
    commits.flatMap((commit) =>
      commit.changes.map((change) => ({ ...change, revision: commit.revision.revision })),
    );
  const snapshot = () => ({
    revision: pushed.length + 1,
    services: [],
    resources: pushed.at(-1) ?? [],
    settings: DEFAULT_MESH_SETTINGS,
    telemetry: { randomSamplingPercentage: 1, accessLogging: true },
  });
  const settings: Settings = {
    readSetting: async (key) => values.get(key),
    writeSetting: async (key, value) => void values.set(key, structuredClone(value)),
  };
  const view = () => ({ services: [], agents: [], settings: DEFAULT_MESH_SETTINGS, now: 0 });
  let clock = 1_000;
  const acknowledgements = new Acknowledgements();
  const kept = new Map<string, StoredAcknowledgement>();
  const deps: ConfigDeps = {
    state,
    findings: new ConfigFindings(state, judge, () => ({ ...view(), now: clock }), acknowledgements),
    pastFindings: new PastFindings(judge, () => DEFAULT_MESH_SETTINGS, acknowledgements),
    acknowledgements,
    acknowledgementRecords: {
      listAcknowledgements: async () => [...kept.values()],
      saveAcknowledgement: async (one) => void kept.set(one.key, one),
      deleteAcknowledgement: async (key) => kept.delete(key),
    },
    records: {
      listObjects: async () => [...state.objects().values()],
      lastRevision: async () => commits.length,
      revisionAt: async (atMs) => commits.filter((commit) => commit.revision.atMs <= atMs).length,
      commit: async (commit) => void commits.push(commit),
      lastVersions: async (keys) => {
        const last = new Map<string, number>();
        for (const { key, version } of changes()) if (keys.includes(key)) last.set(key, version);
        return last;
      },
      listRevisions: async ({ key, limit }) => ({
        items: commits
          .filter((commit) => key === undefined || commit.changes.some((change) => change.key === key))
          .toReversed()
          .slice(0, limit)
          .map((commit) => ({ ...commit.revision, changes: [...commit.changes] })),
        nextCursor: undefined,
      }),
      findRevision: async (revision) => {
        const commit = commits[revision - 1];
        return commit === undefined ? undefined : { ...commit.revision, changes: [...commit.changes] };
      },
      stateAt: async (revision, key) => {
        const last = new Map<string, StoredChange>();
        for (const change of changes()) {
          if (change.revision <= revision && (key === undefined || change.key === key))
            last.set(change.key, change);
        }
        return [...last.values()];
      },
      findVersion: async (key, version) =>
        changes().find((change) => change.key === key && change.version === version),
    },
    registry: {
      setResources: (resources) => pushed.push(resources),
      snapshot,
      agents: () => [],
    },
    audit: {
      appendAudit: async (entry) => void audit.push(entry),
      listAudit: async () => ({ items: [], nextCursor: undefined }),
    },
    tell: (event) => void events.push(event),
    now: () => clock++,
  };
  return { ...deps, commits, auditEntries: audit, events, pushed, settings };
}
