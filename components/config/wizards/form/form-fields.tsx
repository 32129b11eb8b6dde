'use client';

import { isAsked } from '@/lib/mesh/config/wizards/write-form';
import { cn } from '../../../ui/cn';
import type { FormFieldsProps } from './form-field-props';
import { FormFieldView } from './form-field-view';

const WIDE = ['rows', 'entries'];

/** The fields of a form or of a row that are asked for now, in a grid; lists take the whole width. */
export function FormFields({ fields, form, prefix, onChange, className }: FormFieldsProps) {
  return (
    <div className={cn('grid gap-x-4 gap-y-3 sm:grid-cols-2', className)}>
      {Object.entries(fields)
        .filter(([, field]) => isAsked(field, form))
        .map(([name, field]) => (
          <div key={name} className={cn('min-w-0', WIDE.includes(field.type) && 'sm:col-span-2')}>
            <FormFieldView
              field={field}
              path={prefix + name}
              value={form[name]}
              onChange={(value) => onChange({ ...form, [name]: value })}
              Fields={FormFields}
            />
          </div>
        ))}
    </div>
  );
}
