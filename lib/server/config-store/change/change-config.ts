import { CONFIG_LIMITS } from '../../../protocol/api/config';
import type { ChangedObject } from '../../../protocol/api/config-changes';
import { AppError, isAppError } from '../../../protocol/app-error';
import type { RevisionAction } from '../../store/contract/config-records';
import type { ConfigDeps } from '../config-deps';
import type { SkippedObject } from '../read/draft';
import { announceChange } from './announce-change';
import { describeChange } from './describe-change';
import { describeConflicts } from './describe-conflicts';
import { type ChangeFindings, judgeChange } from './judge-change';
import { type ChangePlan, planChange, type WantedChange } from './plan-change';
import { prepareCommit } from './prepare-commit';

/** A change and everything the history says of it. */
export interface ConfigChange extends WantedChange {
  skipped?: readonly SkippedObject[];
  reason: string;
  action: RevisionAction;
  dryRun: boolean;
  /** When objects that are brought back came to be, by key. */
  createdAtMs?: ReadonlyMap<string, number>;
}

/** What a change did, or would do. */
export interface ChangeResult extends ChangeFindings {
  dryRun: boolean;
  /** Of the history, after the change. */
  revision: number;
  /** What every agent has to acknowledge. */
  pushRevision: number;
  objects: ChangedObject[];
}

/** Stores a change as one revision and hands it to the agents; or, in a dry run, says what it would do. */
export async function changeConfig(
  deps: ConfigDeps,
  author: string,
  change: ConfigChange | (() => Promise<ConfigChange>),
): Promise<ChangeResult> {
  return await deps.state.exclusive(async () => {
    const wanted = typeof change === 'function' ? await change() : change;
    const plan = planChange(deps.state.objects(), wanted);
    if (plan.stale.length > 0) throw await describeConflicts(deps.records, plan.stale);
    requireBounds(deps, plan);
    const judged = await judgeChange(deps, plan);
    const isNothing =
      plan.deleted.length === 0 && plan.written.every(({ outcome }) => outcome === 'unchanged');
    const versions =
      wanted.dryRun || isNothing ? new Map<string, number>() : await commitChange(deps, author, plan, wanted);
    return {
      dryRun: wanted.dryRun,
      revision: deps.state.revision,
      pushRevision: deps.registry.snapshot().revision,
      objects: describeChange(plan, wanted.skipped ?? [], versions, wanted.dryRun),
      ...judged,
    };
  });
}

/** The new version of every object that was written. */
async function commitChange(
  deps: ConfigDeps,
  author: string,
  plan: ChangePlan,
  { reason, action, createdAtMs }: ConfigChange,
): Promise<ReadonlyMap<string, number>> {
  const { records, state, registry, now } = deps;
  const fresh = plan.written.filter(({ before }) => before === undefined).map(({ draft }) => draft.key);
  const lastVersions = fresh.length === 0 ? new Map() : await records.lastVersions(fresh);
  const origin = { author, reason, action, atMs: now(), revision: state.revision + 1 };
  const commit = prepareCommit(plan, origin, lastVersions, createdAtMs ?? new Map());
  try {
    await records.commit(commit);
  } catch (error) {
    // Another console on this database was faster: the next attempt starts from what it stored.
    if (isAppError(error) && error.code === 'conflict') await state.load(records);
    throw error;
  }
  state.take(commit);
  registry.setResources(state.configObjects());
  await announceChange(deps, commit);
  return new Map(commit.upserts.map(({ key, version }) => [key, version]));
}

function requireBounds({ state }: ConfigDeps, { written, deleted }: ChangePlan): void {
  const changed = written.length + deleted.length;
  if (changed > CONFIG_LIMITS.objectsPerChange) {
    throw new AppError(
      'payload_too_large',
      `Cannot change ${changed} objects at once; at most ${CONFIG_LIMITS.objectsPerChange}`,
    );
  }
  const created = written.filter(({ outcome }) => outcome === 'created').length;
  const after = state.objects().size + created - deleted.length;
  if (created === 0 || after <= CONFIG_LIMITS.objects) return;
  throw new AppError(
    'payload_too_large',
    `Cannot store ${created} more objects: a mesh has at most ${CONFIG_LIMITS.objects}`,
  );
}
