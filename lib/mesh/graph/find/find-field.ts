import type { GraphEdge, GraphNode } from '../graph';
import type { Measure } from './read-number';

/** What a field is read from: a node with its rank, or an edge with its ends. */
export type FindSubject =
  | { node: GraphNode; rank?: number | undefined; edge?: never }
  | { node?: never; edge: GraphEdge; source: GraphNode | undefined; target: GraphNode | undefined };

/** What fields speak about. */
export type FindSort = 'node' | 'edge';

/** What has to be known of a field to read and to complete an expression with it. */
export interface FieldForm {
  names: readonly [string, ...string[]];
  help: string;
  flag?: unknown;
  number?: unknown;
  numbers?: unknown;
  texts?: unknown;
  measure?: Measure;
  values?: Readonly<Record<string, string>>;
  /** The least and the most a number can be. */
  range?: readonly [number, number];
}

/** The field of a name in one language. */
export type FindFieldForm = (name: string) => FieldForm | undefined;

/** One field. A reader gives undefined where the thing has no such value. */
export interface FindField {
  names: readonly [string, ...string[]];
  /** One sentence for completion and help. */
  help: string;
  /** What has it. */
  of: readonly [FindSort, ...FindSort[]];
  flag?: (subject: FindSubject) => boolean | undefined;
  number?: (subject: FindSubject) => number | undefined;
  /** What the number counts. */
  measure?: Measure;
  /** Every number among the texts, for `<` and its like; one match is enough. */
  numbers?: (subject: FindSubject) => readonly number[] | undefined;
  /** Every text of the thing under this name; one match is enough. */
  texts?: (subject: FindSubject) => readonly string[] | undefined;
  /** All the values there are, with what people write for each. */
  values?: Readonly<Record<string, string>>;
  /** The least and the most a number can be. */
  range?: readonly [number, number];
}
