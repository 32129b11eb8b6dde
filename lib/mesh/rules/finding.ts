import type { ResourceReference, TextPosition } from '../config/resource';

export type Severity = 'error' | 'warning' | 'info';

/** One problem of a configuration, whatever number of tools have a code for it. */
export interface Finding {
  /** `kind/symptom`, for instance `virtual-service/host-not-found`: the name of the rule's file. */
  rule: string;
  /** Every code of istioctl (`IST0101`) and Kiali (`KIA1101`) that names this problem; empty for a rule of our own. */
  codes: readonly string[];
  severity: Severity;
  resource: ResourceReference;
  /** `spec.http[0].route[0].destination.host`; empty when the whole object is meant. */
  path: string;
  /** One plain sentence: what is wrong, with the names in it. */
  message: string;
  /** The file it was read from, empty for the store. */
  file: string;
  /** Where `path` stands in the text; undefined without a text. */
  position?: TextPosition;
  /** What tells it from others in the same place that come and go with what is observed: a caller. */
  about?: string;
  /** Other objects that take part. */
  related?: readonly ResourceReference[];
  /** A change of the object that solves the problem. */
  fix?: Fix;
  /** Changes that solve it as well as `fix`: which was meant only its author knows. */
  otherFixes?: readonly Fix[];
}

/** A change an editor can show as a diff and apply with all comments kept. */
export interface Fix {
  /** `Replace "revews" by "reviews"`. */
  title: string;
  edits: readonly FieldEdit[];
}

/** Sets, or with `value` undefined removes, what stands at `path`. */
export interface FieldEdit {
  path: string;
  value?: unknown;
}
