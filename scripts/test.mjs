// Runs every check and every test and closes with one line of totals.
import { checkSuites } from './test/check-suites.mjs';
import { endToEndSuite } from './test/end-to-end-suite.mjs';
import { vitestSuite } from './test/vitest-suite.mjs';

const only = process.argv.slice(2);
const suites = [
  ...checkSuites,
  vitestSuite('unit'),
  vitestSuite('conformance'),
  vitestSuite('faults'),
  vitestSuite('integration'),
  endToEndSuite,
];
const unknown = only.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `No suite "${unknown.join('", "')}"; there are ${suites.map((suite) => suite.name).join(', ')}`,
  );
  process.exit(64);
}

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites) {
  if (only.length > 0 && !only.includes(suite.name)) continue;
  const started = performance.now();
  console.log(`\n== ${suite.name}`);
  const result = await suite.run();
  totals.passed += result.passed;
  totals.failed += result.failed;
  totals.skipped += result.skipped;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `== ${suite.name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped (${seconds} s)`,
  );
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
