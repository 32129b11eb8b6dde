import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/hash-files.mjs';
import { runTool } from './run-tool.mjs';

/** The browser tests as a suite. */
export const endToEndSuite = {
  name: 'e2e',
  run: async () => {
    const report = join(root, 'test-results/e2e.json');
    rmSync(report, { force: true });
    const { code } = await runTool('@playwright/test/cli.js', ['test']);
    try {
      const { stats } = JSON.parse(readFileSync(report, 'utf8'));
      const failed = stats.unexpected + (code !== 0 && stats.unexpected === 0 ? 1 : 0);
      return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped };
    } catch {
      return { passed: 0, failed: 1, skipped: 0 };
    }
  },
};
