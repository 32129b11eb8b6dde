import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashFiles, root } from './hash-files.mjs';

/**
 * @typedef {{ name: string, inputs: string[], outputs: () => boolean, run: () => void | Promise<void> }} Step
 * `inputs` are files and folders below the root; `outputs` tells whether the step's results are there.
 */

const stampDir = join(root, '.setup');

/** Runs the steps whose inputs changed or whose outputs are missing, naming and timing each. @param {Step[]} steps */
export async function runSteps(steps) {
  mkdirSync(stampDir, { recursive: true });
  const started = performance.now();
  let ran = 0;
  for (const [index, step] of steps.entries()) {
    if (isFresh(step)) continue;
    const begun = performance.now();
    process.stdout.write(`[${index + 1}/${steps.length}] ${step.name} ...\n`);
    await step.run();
    // Some steps touch their own inputs (Next rewrites tsconfig.json), so the stamp is taken afterwards.
    writeFileSync(stampFile(step), hashFiles(step.inputs));
    process.stdout.write(`[${index + 1}/${steps.length}] ${step.name}: ${seconds(begun)}\n`);
    ran++;
  }
  if (ran > 0) process.stdout.write(`Set up in ${seconds(started)}\n`);
}

/** @param {Step} step */
function isFresh(step) {
  if (!step.outputs()) return false;
  try {
    return readFileSync(stampFile(step), 'utf8') === hashFiles(step.inputs);
  } catch {
    return false;
  }
}

/** @param {Step} step */
function stampFile(step) {
  return join(stampDir, `${step.name.replaceAll(/\W+/g, '-')}.sha256`);
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
