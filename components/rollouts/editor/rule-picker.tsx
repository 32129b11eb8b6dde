'use client';

import { RadioGroup } from 'radix-ui';
import { configHref } from '@/lib/client/config/config-href';
import type { ServiceSplit } from '@/lib/protocol/api/splits';
import { AppLink } from '../../ui/app-link';
import { rowLabel } from '../model/rule-draft';

/** Names a rule in the address bar. */
export function splitKey({ target }: Pick<ServiceSplit, 'target'>): string {
  return `${target.kind}/${target.namespace}/${target.name}/${target.rule}`;
}

/** The rule that takes what no other took, else the one with the most destinations. */
export function defaultSplit(splits: readonly ServiceSplit[]): ServiceSplit | undefined {
  const rest = splits.find(({ title }) => title === 'All other requests');
  return rest ?? [...splits].sort((a, b) => b.targets.length - a.targets.length)[0];
}

type RulePickerProps = {
  splits: readonly ServiceSplit[];
  chosen: ServiceSplit;
  onChoose: (split: ServiceSplit) => void;
};

/** Which rule is edited: said plainly for one, chosen from several. */
export function RulePicker({ splits, chosen, onChoose }: RulePickerProps) {
  if (splits.length === 1) {
    return (
      <p className="text-muted text-xs">
        <RuleName split={chosen} /> · {chosen.title}
      </p>
    );
  }
  return (
    <RadioGroup.Root
      aria-label="Rule to edit"
      value={splitKey(chosen)}
      onValueChange={(key) => {
        const split = splits.find((one) => splitKey(one) === key);
        if (split !== undefined) onChoose(split);
      }}
      className="flex flex-col gap-1"
    >
      <p className="text-muted text-xs">
        Several rules lead here; the first that matches a request decides. Which one?
      </p>
      {splits.map((split) => (
        <RadioGroup.Item
          key={splitKey(split)}
          value={splitKey(split)}
          className="flex min-h-8 flex-wrap items-center gap-x-3 rounded-md border border-border px-3 py-1.5 text-left text-sm transition-colors duration-150 hover:bg-raised data-[state=checked]:border-accent data-[state=checked]:bg-accent/8"
        >
          <span className="min-w-0 break-words">{split.title}</span>
          <span className="num text-muted text-xs">
            {split.targets.map((one) => `${rowLabel(one)} ${Math.round(one.percent)} %`).join(', ')}
          </span>
          <span className="ml-auto text-faint text-xs">
            {split.target.kind} {split.target.name}, rule {split.target.rule + 1}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

function RuleName({ split: { target } }: { split: ServiceSplit }) {
  return (
    <AppLink href={configHref(target)} className="rounded-sm text-text hover:underline">
      {target.kind} {target.namespace}/{target.name}
    </AppLink>
  );
}
