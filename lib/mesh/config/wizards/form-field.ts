/**
 * A wizard's form as data: each field is bound to a path of the object it edits, so that one reader and one writer serve
 * every wizard, and whatever no field is bound to stays as it was.
 */
export type FormField =
  | TextField
  | NumberField
  | FlagField
  | ChoiceField
  | WordsField
  | MatchField
  | RowsField
  | EntriesField;

/** What every field has. */
export interface FieldBasics {
  label: string;
  hint?: string;
  /** Steps from the enclosing object, separated by dots; empty for the enclosing value itself. */
  at: string;
  isRequired?: boolean;
  /** Only shown, and only asked for, while this holds of its neighbours. */
  when?: (neighbours: FormRecord) => boolean;
}

/** Names an input can offer while typing. */
export type Suggestion = 'host' | 'subset' | 'namespace' | 'gateway' | 'principal' | 'method' | 'retry-on';

export interface TextField extends FieldBasics {
  type: 'text';
  placeholder?: string;
  /** `duration` is checked as one (`5s`). */
  format?: 'duration';
  suggest?: Suggestion;
}

export interface NumberField extends FieldBasics {
  type: 'number';
  min?: number;
  max?: number;
  /** Shown behind the number: `%`. */
  unit?: string;
  isWhole?: boolean;
}

/** True or absent. */
export interface FlagField extends FieldBasics {
  type: 'flag';
}

/** One of a few words; `''` is "not written". */
export interface ChoiceField extends FieldBasics {
  type: 'choice';
  options: readonly { value: string; label: string }[];
}

/** A list of words; with a separator, one text of words. */
export interface WordsField extends FieldBasics {
  type: 'words';
  separator?: string;
  /** The words are whole numbers, and are written as such. */
  isNumeric?: boolean;
  placeholder?: string;
  suggest?: Suggestion;
}

/** Istio's StringMatch: exact, prefix, regex, or (an empty mapping) presence. */
export interface MatchField extends FieldBasics {
  type: 'match';
  /** Offers "is present", which only headers have. */
  canBePresent?: boolean;
}

/** A list of objects. */
export interface RowsField extends FieldBasics {
  type: 'rows';
  /** `rule`: buttons say "Add rule". */
  noun: string;
  fields: FormFields;
  /** Rows can be filled in but neither added nor taken away. */
  isFixed?: boolean;
  /** Said where there are none and none can be added. */
  ifNone?: string;
  /** Order decides: rows can be moved. */
  isOrdered?: boolean;
  /** Name of the number field whose values share out 100. */
  shares?: string;
  /** What a new row holds. */
  blank?: Readonly<Record<string, unknown>>;
  /** What an existing row is called, by what it held when it was read. */
  title?: (item: unknown) => string;
}

/** A mapping from names that the user chooses; each row has its name under `key`. */
export interface EntriesField extends FieldBasics {
  type: 'entries';
  noun: string;
  keyLabel: string;
  fields: FormFields;
  /** What a new entry holds. */
  blank?: unknown;
}

/** Fields by their name in the form. */
export interface FormFields {
  readonly [name: string]: FormField;
}

export type MatchKind = 'none' | 'exact' | 'prefix' | 'regex' | 'present';

export interface MatchValue {
  kind: MatchKind;
  value: string;
}

/** One row of a list or mapping. `origin` is its index or key in the object that was read; none for a new row. */
export interface FormRow {
  /** Tells rows apart while they move. */
  id: string;
  origin?: number | string;
  title?: string;
  values: FormRecord;
}

/** What a field holds: `''`, undefined, false and empty lists mean "not written". */
export type FormValue =
  | string
  | number
  | boolean
  | undefined
  | MatchValue
  | readonly string[]
  | readonly FormRow[];

/** The values of a form by field name. */
export interface FormRecord {
  readonly [name: string]: FormValue;
}
