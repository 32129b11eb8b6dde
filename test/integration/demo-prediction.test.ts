import { afterEach, beforeEach, expect, it } from 'vitest';
import { comparePrediction } from './support/demo-prediction';
import { DemoProcess } from './support/demo-process';

/**
 * A share p of n requests differs from p by sqrt(p (1 - p) / n): with 1 % of 3,000 that is 0.18 percentage points, so that one
 * whole point (30 requests, where 60 come instead) is 5.5 of them and happens by chance less than once in 500,000 runs.
 * `npm run bench demo-prediction` does the same with more requests and splits with more chance in them.
 */
const REQUESTS = 3_000;
const CANARY = { v1: 99, v2: 1, v3: 0 };

let demo: DemoProcess;

beforeEach(async () => {
  demo = await DemoProcess.start(['--load', '400']);
});

afterEach(() => demo?.stop());

it('the demo splits as the preview of its own requests foretold', { timeout: 600_000 }, async () => {
  const { predicted, versions, requests, furthest } = await comparePrediction(demo, CANARY, REQUESTS);
  expect(predicted.outcomes.find(({ kind }) => kind === 'moved')?.requests).toBeGreaterThan(0);
  expect(requests).toBeGreaterThanOrEqual(REQUESTS);
  expect(versions.map(({ foretold }) => foretold)).toEqual([
    expect.closeTo(0.99, 2),
    expect.closeTo(0.01, 2),
    expect.closeTo(0, 2),
  ]);
  expect(furthest, JSON.stringify(versions)).toBeLessThan(0.01);
});
