import { describe, expect, it } from 'vitest';
import { chooseStep } from '@/lib/mesh/metrics/choose-step';
import { isFailedRequest, outcomeOf } from '@/lib/mesh/metrics/request-outcome';

describe('isFailedRequest()', () => {
  it.each([
    ['http', '200', '', false],
    ['http', '302', '', false],
    ['http', '404', '', true],
    ['http', '503', '', true],
    ['http', '0', '', true],
    ['grpc', '200', '0', false],
    ['grpc', '200', '14', true],
    ['grpc', '503', '', true],
    ['grpc', '0', '', true],
    ['tcp', '', '', false],
  ] as const)('%s %s %s gives %s', (protocol, code, status, expected) => {
    expect(isFailedRequest(protocol, code, status)).toBe(expected);
  });
});

describe('outcomeOf()', () => {
  it('names grpc requests by their status and others by their code', () => {
    expect(outcomeOf('grpc', '200', '5')).toBe('5');
    expect(outcomeOf('grpc', '0', '')).toBe('-');
    expect(outcomeOf('http', '200', '0')).toBe('200');
  });
});

describe('chooseStep()', () => {
  it.each([
    [60, 1],
    [300, 5],
    [900, 15],
    [3_600, 60],
    [86_400, 1_800],
    [31_536_000, 432_000],
  ])('divides %s s into steps of %s s', (seconds, step) => {
    expect(chooseStep(seconds, 75)).toBe(step);
  });
});
