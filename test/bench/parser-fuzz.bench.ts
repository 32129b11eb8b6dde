/**
 * Our HTTP/1 parser against Node's (llhttp) on bytes made up from a seed, for FUZZ_MINUTES (1) from FUZZ_SEED (the day).
 * Prints every class of bytes that we refuse and llhttp takes, with an example; fails at anything the other way round, or
 * read in two ways, with the bytes that show it.
 */
import fc from 'fast-check';
import { compareParsers } from '../support/agent/compare-parsers';
import { anyRequests } from '../support/agent/http-messages';

const MINUTES = Number(process.env.FUZZ_MINUTES ?? 1);
const SEED = Number(process.env.FUZZ_SEED ?? new Date().toISOString().slice(0, 10).replaceAll('-', ''));
const CASES_A_ROUND = 1_000;

interface StricterClass {
  count: number;
  example: string;
}

const stricter = new Map<string, StricterClass>();
let cases = 0;
let failed = 0;
const untilMs = performance.now() + MINUTES * 60_000;

for (let round = 0; performance.now() < untilMs && failed === 0; round++) {
  const texts = fc.sample(anyRequests, { seed: SEED + round, numRuns: CASES_A_ROUND });
  for (const text of texts) {
    cases++;
    const compared = await compareParsers(text);
    if (compared.kind === 'different') {
      failed++;
      console.log(`seed ${SEED + round}: ${JSON.stringify({ text, ...compared })}`);
      break;
    }
    if (compared.kind === 'stricter') {
      const known = stricter.get(compared.fault) ?? { count: 0, example: text };
      known.count++;
      if (text.length < known.example.length) known.example = text;
      stricter.set(compared.fault, known);
    }
  }
}

console.log(`seed ${SEED}, ${cases} cases in ${MINUTES} min, ${failed} read in two ways\n`);
console.log('| refused by us, taken by llhttp | cases | shortest example |\n|---|---:|---|');
for (const [fault, { count, example }] of [...stricter].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`| ${fault} | ${count} | \`${JSON.stringify(example)}\` |`);
process.exitCode = failed === 0 ? 0 : 1;
