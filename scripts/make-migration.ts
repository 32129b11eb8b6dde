// Makes the migration that brings the committed prisma/schema.prisma to the one in the working tree:
//   npx tsx scripts/make-migration.ts add_something
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../lib/server/postgres/embedded-postgres';
import { diffSchemas } from './prisma/schema-engine';

const root = new URL('..', import.meta.url).pathname;
const schemaPath = 'prisma/schema.prisma';

async function diffToCommitted(): Promise<string> {
  const before = execFileSync('git', ['show', `HEAD:${schemaPath}`], { cwd: root, encoding: 'utf8' });
  const after = await readFile(join(root, schemaPath), 'utf8');
  const dataDir = await mkdtemp(join(tmpdir(), 'meshscope-migration-'));
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir });
  try {
    return await diffSchemas(postgres.connection, after, before);
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function main(name: string | undefined): Promise<number> {
  if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
    console.error('usage: npx tsx scripts/make-migration.ts NAME   (lower case, digits and underscores)');
    return 64;
  }
  const sql = await diffToCommitted();
  if (!/^[^-\s]/m.test(sql)) {
    console.log(`${schemaPath} asks for nothing that the committed one does not have`);
    return 0;
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(root, 'prisma/migrations', `${stamp}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, 'migration.sql'), sql);
  console.log(`wrote ${join(folder, 'migration.sql')}:\n${sql}`);
  return 0;
}

process.exit(await main(process.argv[2]));
