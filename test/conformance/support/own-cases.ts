import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

const CASES = resolve(import.meta.dirname, '../cases');

/** The cases of a folder, one or a list a file; a file that does not fit its schema fails the run. */
export function readCases<Schema extends z.ZodType>(folder: string, schema: Schema): z.output<Schema>[] {
  const file = z.union([z.array(schema), schema.transform((one) => [one])]);
  return readdirSync(join(CASES, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap(
      (name) => file.parse(parse(readFileSync(join(CASES, folder, name), 'utf8'))) as z.output<Schema>[],
    );
}
