import { describe, expect, it } from 'vitest';
import { grpcStatusName, responseCodeName } from '@/lib/mesh/log/response-code-name';
import { explainFlags, findResponseFlag, flagsReach, RESPONSE_FLAGS } from '@/lib/mesh/log/response-flags';

describe('RESPONSE_FLAGS', () => {
  it('has every flag once, each with a sentence', () => {
    expect(new Set(RESPONSE_FLAGS.map(({ flag }) => flag)).size).toBe(RESPONSE_FLAGS.length);
    for (const { meaning } of RESPONSE_FLAGS) expect(meaning).toMatch(/^[A-Z].+\.$/);
  });
});

describe('flagsReach()', () => {
  it.each([
    ['-', 'arrived'],
    ['URX', 'arrived'],
    ['UT', 'unsure'],
    ['DC', 'unsure'],
    ['UF,URX', 'never'],
    ['UT,UF', 'never'],
    ['XYZ', 'arrived'],
  ])('%s gives %s', (flags, reach) => {
    expect(flagsReach(flags)).toBe(reach);
  });
});

describe('explainFlags()', () => {
  it('joins the sentences of the flags it knows', () => {
    const sentence = findResponseFlag('UF')?.meaning;
    expect(explainFlags('UF,??')).toBe(sentence);
    expect(explainFlags('-')).toBe('');
  });
});

describe('code names', () => {
  it('names http codes, grpc statuses and the missing response', () => {
    expect(responseCodeName('503')).toBe('Service Unavailable');
    expect(responseCodeName('-')).toBe('No response');
    expect(responseCodeName('799')).toBeUndefined();
    expect(grpcStatusName('14')).toBe('UNAVAILABLE');
    expect(grpcStatusName('17')).toBeUndefined();
  });
});
