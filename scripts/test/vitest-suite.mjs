import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/hash-files.mjs';
import { runTool } from './run-tool.mjs';

/** One Vitest project as a suite. @param {string} project */
export function vitestSuite(project) {
  return { name: project, run: () => runProject(project) };
}

/** @param {string} project */
async function runProject(project) {
  const folder = join(root, 'test-results');
  mkdirSync(folder, { recursive: true });
  const report = join(folder, `${project}.json`);
  rmSync(report, { force: true });
  const { code } = await runTool('vitest/vitest.mjs', [
    ...['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ]);
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const failed = result.numFailedTests + (code !== 0 && result.numFailedTests === 0 ? 1 : 0);
    return {
      passed: result.numPassedTests,
      failed,
      skipped: result.numPendingTests + (result.numTodoTests ?? 0),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
