import { startEmbeddedPostgres } from '../../../lib/server/postgres/embedded-postgres';

/** Stands for a console in tests that kill one: starts PostgreSQL in the directory it is given and says so. */
async function main(dataDir: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir });
  console.log(JSON.stringify(postgres.state()));
  setInterval(() => {}, 60_000);
}

main(process.argv[2] ?? '').catch((error) => {
  console.error(error.message);
  process.exit(1);
});
