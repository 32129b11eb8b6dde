import { describe, expect, it, test } from 'vitest';
import { getLogHistogram } from '@/lib/protocol/api/logs';
import { logHistogram } from '@/lib/server/query/log-histogram';
import type { QueryContext } from '@/lib/server/query/query-context';

const NOW_MS = 1_800_000_000_000;

async function count(params: object) {
  const asked: unknown[][] = [];
  const logs = {
    countLogs: async (...args: unknown[]) => {
      asked.push(args);
      return [
        { startMs: NOW_MS, total: 15, noAnswer: 5, success: 4, redirect: 3, clientError: 2, serverError: 1 },
      ];
    },
  };
  const context = { sources: { now: () => NOW_MS, store: { logs } } } as unknown as QueryContext;
  const answer = await logHistogram(context, { buckets: 60, ...params } as never);
  return { answer, asked };
}

describe('logHistogram()', () => {
  it('names every class of codes as the page does', async () => {
    const { answer } = await count({});
    expect(getLogHistogram.response.parse(answer).buckets).toEqual([
      { t: NOW_MS, ok: 4, redirect: 3, clientError: 2, serverError: 1, noResponse: 5 },
    ]);
  });

  test.each([
    [{ window: 3_600, buckets: 60 }, 60_000],
    [{ window: 100, buckets: 60 }, 2_000],
    [{ window: 10, buckets: 60 }, 1_000],
  ])('takes steps of whole seconds, at most as many as asked for: %j', async (params, stepMs) => {
    const { answer, asked } = await count(params);
    expect(answer.stepMs).toBe(stepMs);
    expect(asked[0]?.[1]).toBe(stepMs);
  });

  it('counts what the list would show', async () => {
    const { asked } = await count({ code: '503', service: 'orders', q: 'slow card' });
    expect(asked[0]?.[2]).toEqual({
      isOnceACall: true,
      codes: [503],
      service: 'orders',
      words: ['slow', 'card'],
    });
  });
});
