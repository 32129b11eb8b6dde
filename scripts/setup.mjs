// Makes a clone ready to run: dependencies, generated code, bundles, pages. Runs before node_modules exists, so it
// uses Node's own modules only. Every step is skipped when its inputs have not changed.
import { runSteps } from './setup/run-steps.mjs';
import { buildSteps, checkNode } from './setup/steps.mjs';

const forTests = process.argv.includes('--test');
try {
  checkNode();
  await runSteps(buildSteps({ forTests }));
} catch (error) {
  console.error(`\nSetup stopped: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
