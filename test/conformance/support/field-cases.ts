import * as z from 'zod';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { checkFields } from '@/lib/mesh/rules/fields/check-fields';
import type { Finding } from '@/lib/mesh/rules/finding';
import { readCases } from './own-cases';
import { type PrintedObject, printObject, withValueAt } from './printed-object';

const values = z.array(z.unknown()).default([]);

const row = z.strictObject({
  /** The field that is set to each of the values; ABSENT takes it away. */
  at: z.string(),
  /** What else is set, in every line of the row. */
  with: z.record(z.string(), z.unknown()).default({}),
  /** Where the finding stands, unless at the field itself. */
  found: z.string().optional(),
  refuses: values,
  warns: values,
  /** Advice, as istioctl and Istio give it: below a warning. */
  notes: values,
  takes: values,
});

/** An object nothing is wrong with, and what becomes of its fields under other values. */
const fieldCases = z.strictObject({ object: z.looseObject({ kind: z.string() }), rows: z.array(row) });

/** One field of one object set to one value. */
export interface FieldCase {
  title: string;
  object: object;
  /** Undefined for a value that is taken without a word. */
  expected: { severity: Finding['severity']; path: string } | undefined;
}

const ABSENT = 'ABSENT';
const LONG = /^LONG (\d+)$/;

function meantBy(written: unknown): unknown {
  if (written === ABSENT) return undefined;
  if (typeof written === 'object' && written !== null) {
    const inner = Object.entries(written).map(([name, value]) => [name, meantBy(value)] as const);
    return Array.isArray(written) ? inner.map(([, value]) => value) : Object.fromEntries(inner);
  }
  const length = typeof written === 'string' ? LONG.exec(written)?.[1] : undefined;
  return length === undefined ? written : 'a'.repeat(Number(length));
}

/** Every line of every table. */
export function readFieldCases(): FieldCase[] {
  return readCases('fields', fieldCases).flatMap(({ object, rows }) => [
    { title: `${object.kind} of the table`, object, expected: undefined },
    ...rows.flatMap((one) => casesOf(object, one)),
  ]);
}

function casesOf(object: { kind: string }, { at, found = at, ...one }: z.output<typeof row>): FieldCase[] {
  const base = Object.entries(one.with).reduce<object>(
    (result, [path, value]) => withValueAt(result, path, meantBy(value)),
    object,
  );
  const list = (verb: string, written: readonly unknown[], severity?: Finding['severity']): FieldCase[] =>
    written.map((value) => ({
      title: `${object.kind} ${verb} ${at}: ${JSON.stringify(value)}${Object.keys(one.with).length > 0 ? ` with ${JSON.stringify(one.with)}` : ''}`,
      object: withValueAt(base, at, meantBy(value)),
      expected: severity === undefined ? undefined : { severity, path: found },
    }));
  return [
    ...list('refuses', one.refuses, 'error'),
    ...list('warns of', one.warns, 'warning'),
    ...list('gives advice on', one.notes, 'info'),
    ...list('takes', one.takes),
  ];
}

/** What is found in an object that is read from its text, as a file would be. */
export function findIn(object: object): { findings: Finding[]; printed: PrintedObject } {
  const printed = printObject(object);
  const { resources, problems } = parseResources(printed.text, 'table.yaml');
  if (problems.length > 0) throw new Error(`${problems[0]?.message}\n${printed.text}`);
  return { findings: resources.flatMap((resource) => checkFields(resource)), printed };
}
