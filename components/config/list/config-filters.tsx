'use client';

import { FileCode2, Tag } from 'lucide-react';
import { useUrlState } from '@/lib/client/url/use-url-state';
import type { ConfigList } from '@/lib/protocol/api/config-objects';
import { Chip } from '../../ui/chip';
import { MultiSelect } from '../../ui/multi-select';
import { SearchField } from '../../ui/search-field';
import { kindLabel } from '../kind-label';
import { LabelFilter } from './label-filter';
import { FINDING_FILTERS, LIST_STATE } from './list-state';

const FINDING_LABELS = {
  error: 'With errors',
  warning: 'With warnings',
  info: 'With notes',
  none: 'Without findings',
} as const;

/** What narrows the list; everything of it is in the address bar. */
export function ConfigFilters({ list, shown }: { list: ConfigList; shown: number }) {
  const [{ q, kind, label, finding }, write] = useUrlState(LIST_STATE);
  return (
    <>
      <SearchField
        label="Search configuration"
        placeholder="Name, kind, label, author"
        value={q}
        onChange={(next) => write({ q: next }, { replace: true })}
        isMain
      />
      <MultiSelect
        label="Kind"
        noneLabel="All kinds"
        icon={FileCode2}
        value={kind}
        options={Object.entries(list.kinds).map(([value, count]) => ({
          value,
          label: kindLabel(value),
          hint: String(count),
        }))}
        onChange={(next) => write({ kind: next })}
      />
      <MultiSelect
        label="Findings"
        noneLabel="Any findings"
        value={finding}
        options={FINDING_FILTERS.map((value) => ({ value, label: FINDING_LABELS[value] }))}
        onChange={(next) => write({ finding: FINDING_FILTERS.filter((value) => next.includes(value)) })}
      />
      <LabelFilter onAdd={(next) => write({ label: [...new Set([...label, next])] })} />
      {label.map((one) => (
        <Chip
          key={one}
          removeLabel={`Remove label ${one}`}
          onRemove={() => write({ label: label.filter((other) => other !== one) })}
        >
          <Tag className="mr-1 inline size-3 text-faint" aria-hidden />
          {one}
        </Chip>
      ))}
      <span className="num text-faint text-xs" aria-live="polite">
        {shown === list.total ? list.total : `${shown} of ${list.total}`}
      </span>
    </>
  );
}
