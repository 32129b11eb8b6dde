import { describe, expect, it } from 'vitest';
import { describeListed, describePlotted, printFound } from '@/components/traces/model/found-words';

describe('printFound()', () => {
  it('says whether it is a count or an estimate', () => {
    expect(printFound({ traces: 1, oneIn: 1 })).toBe('1 trace');
    expect(printFound({ traces: 12_345, oneIn: 34 })).toMatch(/^about 12.* traces$/);
  });
});

describe('describeListed()', () => {
  it('never calls a part of what was found all of it', () => {
    expect(describeListed(93, false, { traces: 93, oneIn: 1 })).toBe('All 93 traces');
    expect(describeListed(100, true, { traces: 5_000, oneIn: 1 })).toMatch(/^The newest 100 of 5.* traces$/);
    expect(describeListed(100, true, undefined)).toBe('The newest 100 traces');
  });
});

describe('describePlotted()', () => {
  it('says that a part of all traces is of every part of the window', () => {
    expect(describePlotted(480, false, { traces: 90_000, oneIn: 30 })).toMatch(
      /^480 of about 90.* traces, some of every part of the window$/,
    );
    expect(describePlotted(12, true, { traces: 12, oneIn: 1 })).toBe('All 12 traces');
  });
});
