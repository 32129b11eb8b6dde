import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { readYaml } from '../../../lib/mesh/config/yaml-text';
import type { Acknowledgement } from '../../../lib/mesh/rules/acknowledgement/acknowledgement';
import { UsageError } from '../options/usage-error';

const fileSchema = z.object({
  acknowledgements: z.array(
    z.object({
      key: z.string(),
      reason: z.string(),
      author: z._default(z.string(), ''),
      /** Epoch milliseconds, or a date. */
      expiresAt: z._default(z.nullable(z.union([z.number(), z.string()])), null),
    }),
  ),
});

/** Findings that may stand, from a file of YAML or JSON: what GET /api/config/acknowledgements answers is one. */
export async function readAcknowledgements(file: string): Promise<Map<string, Acknowledgement>> {
  const text = await readFile(file, 'utf8');
  const read = fileSchema.safeParse(readYaml(text)[0]?.value);
  if (!read.success) {
    throw new UsageError(
      `--acknowledged ${file}: a list "acknowledgements" is wanted, each with key, reason and expiresAt`,
    );
  }
  const entries = read.data.acknowledgements.map(({ key, reason, author, expiresAt }) => {
    const expiresAtMs = expiresAt === null ? undefined : new Date(expiresAt).getTime();
    if (Number.isNaN(expiresAtMs)) {
      throw new UsageError(`--acknowledged ${file}: "${expiresAt}" is no time (2027-01-31T00:00:00Z)`);
    }
    return [key, { key, reason, author, atMs: 0, expiresAtMs }] as const;
  });
  return new Map(entries);
}
