import { describe, expect, it } from 'vitest';
import { readCondition } from '@/lib/mesh/rollout/import/read-condition';

const bounds = (success?: string, failure?: string) => readCondition(success, failure)?.bounds;

describe('readCondition()', () => {
  it('reads comparisons of the result, either way round', () => {
    expect(bounds('result[0] >= 0.95')).toEqual({ min: 0.95 });
    expect(bounds('asFloat(result[0]) <= 5 && result[0] >= 1')).toEqual({ min: 1, max: 5 });
    expect(bounds('(result[0] <= 5) and (result >= 1)')).toEqual({ min: 1, max: 5 });
    expect(bounds('0.95 <= result[0]')).toEqual({ min: 0.95 });
    expect(bounds('result[0] == 0')).toEqual({ min: 0, max: 0 });
  });

  it('takes the other side of what is a failure', () => {
    expect(bounds(undefined, 'result[0] > 10')).toEqual({ max: 10 });
    expect(bounds(undefined, 'result[0] >= 10')?.max).toBeLessThan(10);
    expect(bounds(undefined, 'result[0] < 1 || result[0] > 10')).toEqual({ min: 1, max: 10 });
  });

  it('knows what lies between a success and a failure', () => {
    const read = readCondition('result[0] >= 0.95', 'result[0] < 0.9');
    expect(read).toMatchObject({ bounds: { min: 0.9 }, good: { min: 0.95 } });
  });

  it('says what no answer is, where that is asked before the first result is looked at', () => {
    const empty = (success?: string, failure?: string) => readCondition(success, failure)?.empty;
    expect(empty('len(result) == 0 || result[0] < 5')).toBe('good');
    expect(empty('result[0] < 5 || len(result) == 0')).toBeUndefined();
    expect(empty('len(result) > 0 && result[0] < 5')).toBe('bad');
    expect(empty(undefined, 'len(result) == 0 || result[0] < 5')).toBe('bad');
    expect(empty('len(result) > 0 && result[0] < 5', 'result[0] > 9')).toBeUndefined();
  });

  it('says what "not a number" is, which compares with nothing', () => {
    const notANumber = (success?: string, failure?: string) => readCondition(success, failure)?.notANumber;
    expect(notANumber('isNaN(result[0]) or result[0] <= 5')).toBe('good');
    expect(notANumber('result[0] <= 5')).toBe('bad');
    expect(notANumber('!isNaN(result[0]) && result[0] <= 5')).toBe('bad');
    expect(notANumber(undefined, 'result[0] > 5')).toBe('good');
    expect(notANumber(undefined, 'isNaN(result[0]) || result[0] > 5')).toBe('bad');
    expect(notANumber('result[0] <= 5', 'result[0] > 9')).toBe('unclear');
  });

  it('gives up on anything else', () => {
    for (const text of [
      'len(result) == 0',
      'result[0] > result[1]',
      'all(result, # > 1)',
      '',
      'result[0] >= {{args.x}}',
    ]) {
      expect(readCondition(text, undefined)).toBeUndefined();
    }
    expect(readCondition(undefined, 'result[0] == 3')).toBeUndefined();
    expect(readCondition(undefined, undefined)).toBeUndefined();
  });
});
