import type { FormFields, NumberField, RowsField, TextField } from '../form-field';

const HOST: TextField = {
  type: 'text',
  label: 'Host',
  at: 'destination.host',
  isRequired: true,
  suggest: 'host',
  placeholder: 'reviews',
};

const SUBSET: TextField = { type: 'text', label: 'Subset', at: 'destination.subset', suggest: 'subset' };

const PORT: NumberField = {
  type: 'number',
  label: 'Port',
  at: 'destination.port.number',
  min: 1,
  max: 65_535,
  isWhole: true,
};

/** Host, subset and port of one destination. */
export const DESTINATION_FIELDS: FormFields = { host: HOST, subset: SUBSET, port: PORT };

/** The destinations of a route and how they share its requests. */
export const WEIGHTED_DESTINATIONS: RowsField = {
  type: 'rows',
  label: 'Destinations',
  noun: 'destination',
  at: 'route',
  shares: 'weight',
  fields: {
    ...DESTINATION_FIELDS,
    weight: { type: 'number', label: 'Weight', at: 'weight', min: 0, max: 100, isWhole: true, unit: '%' },
  },
};
