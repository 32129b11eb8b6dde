import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SharedAnswers } from '@/lib/server/query/shared-answers';

const LIMITS = { version: 1, mostMs: 1_000 };

describe('SharedAnswers', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Answers `1`, `2`, ... and takes so long for each. */
  function createWork(tookMs: number) {
    let times = 0;
    return () => new Promise<number>((resolve) => setTimeout(() => resolve(++times), tookMs));
  }

  async function ask(
    answers: SharedAnswers<number>,
    work: () => Promise<number>,
    { question = 'graph', ...limits }: { question?: string; version?: number; mostMs?: number } = {},
  ): Promise<number> {
    const answer = answers.get(question, { ...LIMITS, ...limits }, work);
    await vi.runAllTimersAsync();
    return await answer;
  }

  it('lets an answer stand for four times as long as it took', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const work = createWork(100);
    expect(await ask(answers, work)).toBe(1);
    vi.advanceTimersByTime(390);
    expect(await ask(answers, work)).toBe(1);
    vi.advanceTimersByTime(20);
    expect(await ask(answers, work)).toBe(2);
  });

  it('lets none stand for longer than the question allows', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const work = createWork(2_000);
    expect(await ask(answers, work)).toBe(1);
    vi.advanceTimersByTime(1_001);
    expect(await ask(answers, work)).toBe(2);
  });

  it('works out anew what takes no time', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const work = createWork(24);
    expect(await ask(answers, work)).toBe(1);
    expect(await ask(answers, work)).toBe(2);
  });

  it('works out once what several ask for at the same time', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const work = createWork(10);
    const both = [answers.get('graph', LIMITS, work), answers.get('graph', LIMITS, work)];
    await vi.runAllTimersAsync();
    expect(await Promise.all(both)).toEqual([1, 1]);
  });

  it('answers another question, and one of another version, anew', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const work = createWork(100);
    expect(await ask(answers, work)).toBe(1);
    expect(await ask(answers, work, { question: 'another' })).toBe(2);
    expect(await ask(answers, work)).toBe(1);
    expect(await ask(answers, work, { version: 2 })).toBe(3);
  });

  it('forgets the answer that was asked for longest ago', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const work = createWork(1_000);
    for (const question of ['a', 'b', 'c']) await ask(answers, work, { question });
    expect(await ask(answers, work, { question: 'c' })).toBe(3);
    expect(await ask(answers, work, { question: 'a' })).toBe(4);
  });

  it('keeps no failure', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const failing = answers.get('graph', LIMITS, () => Promise.reject(new Error('no store')));
    await expect(failing).rejects.toThrow('no store');
    expect(await ask(answers, createWork(100))).toBe(1);
  });
});
