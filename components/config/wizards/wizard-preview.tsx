'use client';

import { useConfigValidation } from '@/lib/client/config/use-config-validation';
import { Card } from '../../ui/card';
import { YamlDiff } from '../editor/yaml-diff';
import { type ChangeSet, changeText } from '../save/change-set';
import { FindingsSection } from '../save/findings-section';

/** The YAML a form asks for, as it is filled in, with what the rules say of it. */
export function WizardPreview({ change }: { change: ChangeSet }) {
  const judged = useConfigValidation(changeText(change), change.namespace);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {change.texts.map(({ label, before, after }) => (
        <YamlDiff
          key={label}
          label={`YAML of ${label}`}
          title={label}
          before={before}
          after={after}
          isAlwaysInline
        />
      ))}
      <Card>
        <header className="flex min-h-11 items-center border-border border-b px-4">
          <h2 className="text-sm">Findings</h2>
        </header>
        <div className="p-4">
          <FindingsSection judged={judged} />
        </div>
      </Card>
    </div>
  );
}
