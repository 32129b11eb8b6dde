import type { ConfigCommit, StoredChange } from '../../store/contract/config-records';
import type { ConfigDeps } from '../config-deps';

/** Changes told one by one; more are told together. */
const TOLD = 20;

/** Tells the audit trail and the "what changed" feed of a change that is stored. */
export async function announceChange(deps: ConfigDeps, commit: ConfigCommit): Promise<void> {
  const { revision, changes } = commit;
  if (changes.length <= TOLD) for (const change of changes) tellOne(deps, commit, change);
  else tellAll(deps, commit);
  await deps.audit.appendAudit({
    atMs: revision.atMs,
    actor: revision.author,
    action: `config.${revision.action}`,
    target: changes.length === 1 ? (changes[0]?.key ?? '') : `${changes.length} objects`,
    details: {
      revision: revision.revision,
      reason: revision.reason,
      changes: changes.slice(0, TOLD).map(({ key, change, version }) => ({ key, change, version })),
    },
  });
}

function tellOne({ tell }: ConfigDeps, { revision }: ConfigCommit, change: StoredChange): void {
  const { kind, namespace, name } = change;
  tell({
    atMs: revision.atMs,
    kind: 'config-changed',
    namespace,
    subject: '',
    message: `${kind} ${name} was ${change.change} by ${revision.author}${endOf(revision.reason)}`,
    details: { revision: revision.revision, kind, name, change: change.change },
  });
}

function tellAll({ tell }: ConfigDeps, { revision, changes }: ConfigCommit): void {
  tell({
    atMs: revision.atMs,
    kind: 'config-changed',
    namespace: '',
    subject: '',
    message: `${changes.length} objects of the configuration were changed by ${revision.author}${endOf(revision.reason)}`,
    details: { revision: revision.revision, changed: changes.length },
  });
}

/** The reason, and the end of the sentence that it may have brought along. */
function endOf(reason: string): string {
  if (reason === '') return '.';
  return /[.!?]$/.test(reason) ? `: ${reason}` : `: ${reason}.`;
}
