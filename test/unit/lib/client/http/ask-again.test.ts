import { describe, expect, it } from 'vitest';
import { askAgainMs } from '@/lib/client/http/ask-again';
import { ClientError } from '@/lib/client/http/client-error';

const away = new ClientError('unreachable', 'Cannot reach the console');

describe('askAgainMs()', () => {
  it('asks again soon while the console cannot answer, however seldom it asks else', () => {
    expect(askAgainMs(away)).toBe(2_000);
    expect(askAgainMs(away, 30_000)).toBe(2_000);
    expect(askAgainMs(away, 500)).toBe(500);
  });

  it('asks as usual after a success and after a failure that stays', () => {
    expect(askAgainMs(null)).toBe(false);
    expect(askAgainMs(null, 5_000)).toBe(5_000);
    expect(askAgainMs(new ClientError('not_found', 'No such trace'))).toBe(false);
  });
});
