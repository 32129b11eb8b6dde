import { defineConfig } from 'prisma/config';

// The command line wants to download a schema engine. `generate` only checks that the file exists, and nothing else is
// run with it: migration SQL is made by scripts/make-migration.ts and applied by the console itself.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
