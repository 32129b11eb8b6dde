#!/bin/sh
':' //; exec node --no-concurrent-recompilation --v8-pool-size=1 "$0" "$@"
// Both a shell script, which gives way to Node with flags that no program can set for itself, and what Node then reads.
// Flags in the first line would take `env -S`, which BusyBox has not.
import { existsSync } from 'node:fs';

const cli = new URL('../dist/cli.mjs', import.meta.url);
if (!existsSync(cli)) {
  process.stderr.write(
    'meshscope: the agent is not built yet. Run "npm run setup" in the repository first.\n',
  );
  process.exit(1);
}
await import(cli.href);
