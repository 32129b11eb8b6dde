import { describe, expect, it } from 'vitest';
import { compileTolerances, createMatcher, findPatternProblem } from '@/lib/mesh/health/tolerance';

const tolerance = { code: '5XX', protocol: 'http', direction: '.*', degraded: 1, failure: 5 };
const matchesCode = (code: string, text: string) =>
  compileTolerances([{ ...tolerance, code }])[0]?.matchesCode(text);

describe('compileTolerances()', () => {
  it.each([
    ['5XX', '503', true],
    ['5xx', '503', true],
    ['5XX', '5030', false],
    ['50x', '510', false],
    ['(500|503)', '503', true],
    ['(500|503)', '200', false],
    ['5\\d{2}', '599', true],
    ['[45][0-9]{2}', '302', false],
    ['(?:4|5)XX', '404', true],
    ['404|429', '429', true],
    ['404|429', '1429', false],
    ['^-$', '-', true],
    ['-', '-', true],
    ['-', '200', false],
    ['^[1-9]$|^1[0-6]$', '16', true],
    ['^[1-9]$|^1[0-6]$', '17', false],
    ['^[1-9]$|^1[0-6]$', '0', false],
    ['', '200', true],
    ['(5XX', '200', true],
  ])('code %s against %s gives %s', (code, text, expected) => {
    expect(matchesCode(code, text)).toBe(expected);
  });

  it('matches whole protocols and directions, in groups as well', () => {
    const [both] = compileTolerances([{ ...tolerance, protocol: 'http|grpc', direction: '(in|out)bound' }]);
    expect(both?.matchesProtocol('grpc')).toBe(true);
    expect(both?.matchesProtocol('grpcweb')).toBe(false);
    expect(both?.isForBothDirections).toBe(true);
    const [inbound] = compileTolerances([{ ...tolerance, direction: 'inbound' }]);
    expect(inbound?.isForBothDirections).toBe(false);
  });
});

describe('createMatcher()', () => {
  it('answers at once for a pattern that makes backtracking engines hang', () => {
    expect(createMatcher('(a*)*b')('a'.repeat(2_000))).toBe(false);
  });
});

describe('findPatternProblem()', () => {
  it('reads what RE2 reads, and names the pattern that cannot be read', () => {
    expect(findPatternProblem({ ...tolerance, code: '(4|5)XX', direction: '(in|out)bound' })).toBeUndefined();
    expect(findPatternProblem({ ...tolerance, code: '(5XX' })).toContain('pattern of codes');
    expect(findPatternProblem({ ...tolerance, direction: '[in' })).toContain('pattern of direction');
    expect(findPatternProblem({ ...tolerance, protocol: '(?=a)' })).toContain('pattern of protocol');
  });
});
