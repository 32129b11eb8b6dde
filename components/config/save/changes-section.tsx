import { YamlDiff } from '../editor/yaml-diff';
import type { ChangeSet } from './change-set';

/** What changes in every text. */
export function ChangesSection({ change }: { change: ChangeSet }) {
  const remove = change.remove ?? [];
  return (
    <div className="flex flex-col gap-4">
      {change.texts.map(({ label, before, after }) => (
        <YamlDiff key={label} label={`Changes of ${label}`} title={label} before={before} after={after} />
      ))}
      {remove.map(({ kind, namespace, name }) => (
        <p key={`${kind} ${namespace} ${name}`} className="text-failing">
          {kind} {namespace}/{name} is deleted.
        </p>
      ))}
    </div>
  );
}
