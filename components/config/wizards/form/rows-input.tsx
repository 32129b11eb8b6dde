'use client';

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { FormRow, RowsField } from '@/lib/mesh/config/wizards/form-field';
import { readForm } from '@/lib/mesh/config/wizards/read-form';
import { Button } from '../../../ui/button';
import { cn } from '../../../ui/cn';
import { IconButton } from '../../../ui/icon-button';
import { useFieldContext } from './form-context';
import type { FormFieldProps } from './form-field-props';
import { nextRowId } from './next-row-id';
import { ShareRows } from './share-rows';

export type RowsInputProps = {
  field: RowsField;
  path: string;
  value: readonly FormRow[];
  onChange: (value: readonly FormRow[]) => void;
} & Pick<FormFieldProps, 'Fields'>;

/** A list of things, each with its own fields; where order decides they can be moved. */
export function RowsInput({ field, path, value, onChange, Fields }: RowsInputProps) {
  const { error } = useFieldContext(path, undefined);
  const add = () =>
    onChange([...value, { id: nextRowId(value), values: readForm(field.fields, field.blank ?? {}) }]);
  const replace = (index: number, row: FormRow) =>
    onChange(value.map((other, place) => (place === index ? row : other)));
  const isLine = isScalar(field);
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1 text-muted text-xs">
        {field.label}
        {field.hint === undefined ? null : <span className="pl-2 text-faint">{field.hint}</span>}
      </legend>
      {field.shares !== undefined && value.length > 1 ? (
        <ShareRows field={field} shares={field.shares} rows={value} onChange={onChange} />
      ) : null}
      {value.map((row, index) => (
        <div key={row.id} className={isLine ? LINE : CARD}>
          <RowHead field={field} row={row} index={index} rows={value} onChange={onChange} />
          <Fields
            fields={withoutShare(field, value.length)}
            form={row.values}
            prefix={`${path}/${row.id}/`}
            onChange={(values) => replace(index, { ...row, values })}
            {...(isLine ? { className: LINE_FIELDS } : {})}
          />
        </div>
      ))}
      {error === undefined ? null : <p className="text-failing text-xs">{error}</p>}
      {value.length === 0 && field.isFixed === true && field.ifNone !== undefined ? (
        <p className="text-muted text-xs">{field.ifNone}</p>
      ) : null}
      {field.isFixed === true ? null : (
        <Button size="sm" tone="ghost" className="self-start" onClick={add}>
          <Plus aria-hidden />
          Add {field.noun}
        </Button>
      )}
    </fieldset>
  );
}

const CARD = 'flex min-w-0 flex-col gap-2 rounded-md border border-border bg-bg/40 p-3';
const LINE = 'flex min-w-0 flex-row-reverse items-start gap-1';
const LINE_FIELDS = 'min-w-0 grow sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none';
const MOST_IN_LINE = 4;

/** A few plain fields fit on one line. */
function isScalar({ fields }: RowsField): boolean {
  const types = Object.values(fields).map(({ type }) => type);
  return types.length <= MOST_IN_LINE && types.every((type) => ['text', 'number', 'choice'].includes(type));
}

/** Shares of several are set together, above; of one there is nothing to share. */
function withoutShare({ fields, shares }: RowsField, rows: number): RowsField['fields'] {
  if (shares === undefined) return fields;
  const { [shares]: _, ...others } = fields;
  return rows > 0 ? others : fields;
}

type RowHeadProps = Omit<RowsInputProps, 'path' | 'value' | 'Fields'> & {
  row: FormRow;
  rows: readonly FormRow[];
  index: number;
};

function RowHead({ field, row, rows, index, onChange }: RowHeadProps) {
  const name = `${field.noun} ${index + 1}`;
  const move = (to: number) => {
    const next = rows.filter((other) => other !== row);
    next.splice(to, 0, row);
    onChange(next);
  };
  return (
    <div className={cn('flex min-h-6 items-center gap-1', isScalar(field) && 'mt-6')}>
      <span className={cn('min-w-0 grow truncate text-xs', isScalar(field) && 'sr-only')}>
        <span className="inline-block font-medium first-letter:uppercase">{name}</span>
        {row.title === undefined ? null : <span className="pl-2 text-faint">{row.title}</span>}
      </span>
      {field.isOrdered === true && rows.length > 1 ? (
        <>
          <IconButton
            icon={ArrowUp}
            label={`Move ${name} up`}
            className="size-6"
            disabled={index === 0}
            onClick={() => move(index - 1)}
          />
          <IconButton
            icon={ArrowDown}
            label={`Move ${name} down`}
            className="size-6"
            disabled={index === rows.length - 1}
            onClick={() => move(index + 1)}
          />
        </>
      ) : null}
      {field.isFixed === true ? null : (
        <IconButton
          icon={Trash2}
          label={`Remove ${name}`}
          className="size-6"
          onClick={() => onChange(rows.filter((other) => other !== row))}
        />
      )}
    </div>
  );
}
