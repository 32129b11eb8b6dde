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

  it('lets an answer stand for six times as long as it took', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const work = createWork(100);
    expect(await ask(answers, work)).toBe(1);
    vi.advanceTimersByTime(390);
    expect(await ask(answers, work)).toBe(1);
    vi.advanceTimersByTime(220);
    expect(await ask(answers, work)).toBe(2);
  });

  it('renews an answer that is asked for in its last third, while it stands', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const work = vi.fn(createWork(100));
    await ask(answers, work);
    vi.advanceTimersByTime(410);
    const old = Array.from({ length: 3 }, () => answers.get('graph', LIMITS, work));
    await vi.advanceTimersByTimeAsync(60);
    expect(await answers.get('graph', LIMITS, work)).toBe(1);
    expect(await Promise.all(old)).toEqual([1, 1, 1]);
    await vi.advanceTimersByTimeAsync(100);
    expect(await answers.get('graph', LIMITS, work)).toBe(2);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('keeps the old answer when it cannot be renewed, for as long as it stands', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    await ask(answers, createWork(100));
    vi.advanceTimersByTime(410);
    const failing = vi.fn(() => Promise.reject(new Error('no store')));
    for (let times = 0; times < 5; times++) expect(await ask(answers, failing)).toBe(1);
    expect(failing).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(200);
    await expect(answers.get('graph', LIMITS, failing)).rejects.toThrow('no store');
  });

  it('renews nothing for who asks once or twice', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const work = vi.fn(createWork(100));
    await ask(answers, work);
    vi.advanceTimersByTime(410);
    for (let times = 0; times < 2; times++) expect(await ask(answers, work)).toBe(1);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('does not put a renewed answer in the place of one of a newer version', async () => {
    const answers = new SharedAnswers<number>(Date.now, 2);
    const work = createWork(100);
    await ask(answers, work);
    vi.advanceTimersByTime(410);
    for (let times = 0; times < 3; times++) void answers.get('graph', LIMITS, () => Promise.resolve(9));
    const newer = answers.get('graph', { ...LIMITS, version: 2 }, work);
    await vi.runAllTimersAsync();
    expect(await newer).toBe(2);
    expect(await ask(answers, work, { version: 2 })).toBe(2);
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
