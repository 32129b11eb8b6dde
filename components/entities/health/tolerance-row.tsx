'use client';

import { Trash2 } from 'lucide-react';
import { IconButton } from '../../ui/icon-button';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import type { SelectOption } from '../../ui/select-option';
import type { ToleranceDraft } from './tolerance-draft';

type ToleranceRowProps = {
  draft: ToleranceDraft;
  problem: string | undefined;
  onChange: (draft: ToleranceDraft) => void;
  onRemove: () => void;
};

const PROTOCOLS = [
  { value: 'http', label: 'HTTP' },
  { value: 'grpc', label: 'gRPC' },
  { value: 'http|grpc', label: 'Both' },
];

const DIRECTIONS = [
  { value: '.*', label: 'In and out' },
  { value: 'inbound', label: 'Coming in' },
  { value: 'outbound', label: 'Going out' },
];

/** One tolerance as a line of fields, and below it what is wrong with it. */
export function ToleranceRow({ draft, problem, onChange, onRemove }: ToleranceRowProps) {
  const share = (field: 'degraded' | 'failure', label: string) => (
    <div className="flex flex-col gap-1 text-muted text-xs">
      <span aria-hidden>{label}</span>
      <Input
        className="num w-24"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={problem !== undefined}
        value={draft[field]}
        onChange={(event) => onChange({ ...draft, [field]: event.target.value })}
      />
    </div>
  );
  return (
    <fieldset className="flex flex-col gap-1" aria-label={`Tolerance of ${draft.code}`}>
      <div className="flex flex-wrap items-end gap-2">
        <div className="flex min-w-32 grow flex-col gap-1 text-muted text-xs">
          <span aria-hidden>Codes</span>
          <Input
            aria-label="Codes"
            className="font-mono"
            placeholder="5XX, 404|429, - for no response"
            aria-invalid={problem !== undefined}
            value={draft.code}
            onChange={(event) => onChange({ ...draft, code: event.target.value })}
          />
        </div>
        <Select
          label="Protocol"
          className="w-24"
          value={draft.protocol}
          options={withOwn(PROTOCOLS, draft.protocol)}
          onChange={(protocol) => onChange({ ...draft, protocol })}
        />
        <Select
          label="Direction"
          className="w-32"
          value={draft.direction}
          options={withOwn(DIRECTIONS, draft.direction)}
          onChange={(direction) => onChange({ ...draft, direction })}
        />
        {share('degraded', 'Degraded from %')}
        {share('failure', 'Failing from %')}
        <IconButton icon={Trash2} label="Remove this tolerance" onClick={onRemove} />
      </div>
      {problem === undefined ? null : (
        <p role="alert" className="text-failing text-xs">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

/** A pattern that none of the choices is stays what it is. */
function withOwn(options: readonly SelectOption<string>[], value: string): readonly SelectOption<string>[] {
  return options.some((one) => one.value === value) ? options : [...options, { value, label: value }];
}
