import type { ComponentType } from 'react';
import type { FormField, FormFields, FormRecord, FormValue } from '@/lib/mesh/config/wizards/form-field';

/** Fields in a grid. */
export type FormFieldsProps = {
  fields: FormFields;
  form: FormRecord;
  /** Ends with a slash unless empty. */
  prefix: string;
  onChange: (form: FormRecord) => void;
  className?: string;
};

/** What a field of any type is drawn from. */
export type FormFieldProps = {
  field: FormField;
  /** Names of fields and ids of rows down to it, as FormProblem has them. */
  path: string;
  value: FormValue;
  onChange: (value: FormValue) => void;
  /** Draws the fields of a row: rows hold fields, which may hold rows. */
  Fields: ComponentType<FormFieldsProps>;
};
