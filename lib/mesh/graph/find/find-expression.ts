import type { Operator } from './tokenize';

/** A find expression, parsed. */
export type FindExpression =
  | { kind: 'and' | 'or'; left: FindExpression; right: FindExpression }
  | { kind: 'not'; inner: FindExpression }
  /** A word that is no field: part of a name. */
  | { kind: 'text'; text: string }
  /** A field that is true or false of a thing: `idle`. */
  | { kind: 'flag'; field: string }
  | { kind: 'compare'; field: string; operator: Operator; value: string };

/** Why a text is no find expression; `at` is where in the text. */
export interface FindError {
  message: string;
  at: number;
}

/** What parsing gives: nothing for an empty text. */
export type ParsedFind =
  | { expression?: FindExpression; error?: never }
  | { expression?: never; error: FindError };
