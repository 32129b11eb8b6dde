import { describe, expect, it } from 'vitest';
import { decodeCheck } from '@/agent/access/external/check-message';

describe('decodeCheck()', () => {
  it('takes bytes that are no message for an error', () => {
    expect(decodeCheck(Buffer.from([0x0a, 0xff, 0xff]))).toEqual({ kind: 'error' });
  });

  it('takes an answer that says nothing for consent, as protobuf has it', () => {
    expect(decodeCheck(Buffer.alloc(0))).toEqual({ kind: 'ok', headers: [], clientHeaders: [], removed: [] });
  });
});
