#!/usr/bin/env node
import { existsSync } from 'node:fs';

const cli = new URL('../dist/cli.mjs', import.meta.url);
if (!existsSync(cli)) {
  process.stderr.write(
    'meshscope: the agent is not built yet. Run "npm run setup" in the repository first.\n',
  );
  process.exit(1);
}
await import(cli.href);
