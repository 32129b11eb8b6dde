import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { DatabaseConnection } from '../../lib/server/store/contract/database-connection';
import { toClientConfig } from '../../lib/server/store/probe-database';

const ENGINE = '@prisma/schema-engine-wasm/schema_engine_bg';

interface SchemaEngine {
  diff(params: object): Promise<{ stdout: string | null }>;
}

interface EngineModule {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: { new: (options: object, log: () => void, adapter: object) => Promise<SchemaEngine> };
}

/** The SQL that brings a database from one Prisma schema to another; without `from`, an empty one. */
export async function diffSchemas(
  connection: DatabaseConnection,
  to: string,
  from?: string,
): Promise<string> {
  const engine = await openEngine(to, connection);
  const { stdout } = await engine.diff({
    from: from === undefined ? { tag: 'empty' } : datamodel(from),
    to: datamodel(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

function datamodel(schema: string) {
  return { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] };
}

/** Prisma's migration engine without its command line, which would download a binary; it wants to be connected. */
async function openEngine(schema: string, connection: DatabaseConnection): Promise<SchemaEngine> {
  const path = createRequire(import.meta.url).resolve(ENGINE);
  const module = (await import(path)) as EngineModule;
  const bytes = await readFile(path.replace(/\.js$/, '.wasm'));
  const imports = { './schema_engine_bg.js': module } as unknown as WebAssembly.Imports;
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  module.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(toClientConfig(connection)));
  return module.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, adapter);
}
