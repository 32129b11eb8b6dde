import { afterAll, beforeAll, expect, it } from 'vitest';
import { getDiagnosis } from '@/lib/protocol/api/diagnosis';
import { ChainMesh } from '../support/chain-mesh';
import { waitUntil } from '../support/wait-until';

const SENT = 40;

let mesh: ChainMesh;

beforeAll(async () => {
  mesh = await ChainMesh.start(1);
}, 180_000);

afterAll(() => mesh.close());

async function diagnosed(): Promise<{ requests: number; bad: number }> {
  const { course } = await mesh.console.get(getDiagnosis, { of: 'service:chain/hop-1', window: 60 });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return { requests: sum(course.requests), bad: sum(course.bad) };
}

it('a diagnosis reaches back before the console was killed and started again', async () => {
  for (let i = 0; i < SENT; i++) await mesh.send(i % 2 === 0 ? '/status/200' : '/status/503');
  const before = await waitUntil('all requests to be counted', async () => {
    const counted = await diagnosed();
    return counted.bad >= SENT / 2 ? counted : undefined;
  });
  await mesh.console.kill();
  await mesh.console.restart();
  // What was received and not yet stored comes once more.
  const after = await waitUntil('what was counted before', async () => {
    const counted = await diagnosed();
    return counted.bad >= before.bad ? counted : undefined;
  });
  expect(after.bad).toBe(before.bad);
  expect(after.requests).toBeGreaterThanOrEqual(before.requests);
}, 120_000);
