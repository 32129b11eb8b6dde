import type { ChangedObject } from '../../../protocol/api/config-changes';
import type { Draft, SkippedObject } from '../read/draft';
import type { ChangePlan, PlannedDraft } from './plan-change';

/** What becomes of every object of a change; with their texts in a dry run. */
export function describeChange(
  plan: ChangePlan,
  skipped: readonly SkippedObject[],
  versions: ReadonlyMap<string, number>,
  withTexts: boolean,
): ChangedObject[] {
  const text = (yaml: string | undefined): string | null => (withTexts ? (yaml ?? null) : null);
  return [
    ...plan.written.map((planned) => describeWritten(planned, versions, text)),
    ...plan.deleted.map(({ key, kind, namespace, name, yaml }) => ({
      ...{
        key,
        kind,
        namespace,
        name,
        outcome: 'deleted' as const,
        version: 0,
        file: '',
        position: null,
        note: '',
      },
      before: text(yaml),
      after: null,
    })),
    ...skipped.map(describeSkipped),
  ];
}

function describeWritten(
  { draft, before, outcome }: PlannedDraft,
  versions: ReadonlyMap<string, number>,
  text: (yaml: string | undefined) => string | null,
): ChangedObject {
  return {
    ...nameOf(draft),
    outcome,
    version: versions.get(draft.key) ?? before?.version ?? 0,
    file: draft.resource.origin.file,
    position: draft.position ?? null,
    note: '',
    before: text(before?.yaml),
    after: text(draft.yaml),
  };
}

function nameOf({ key, kind, resource: { metadata } }: Draft) {
  return { key, kind, namespace: metadata.namespace, name: metadata.name };
}

function describeSkipped({ kind, namespace, name, file, position, note }: SkippedObject): ChangedObject {
  return {
    ...{ key: '', kind, namespace, name, outcome: 'skipped', version: 0, file, note },
    position: position ?? null,
    before: null,
    after: null,
  };
}
