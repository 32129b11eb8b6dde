import { describe, expect, it } from 'vitest';
import { readClientAddress } from '@/agent/access/client-address';

describe('readClientAddress()', () => {
  const hops = ['1.1.1.1, 2.2.2.2', '3.3.3.3'];

  it.each([
    [0, '3.3.3.3'],
    [1, '2.2.2.2'],
    [2, '1.1.1.1'],
  ])('believes as many entries as it trusts proxies: with %i of them %s', (trusted, address) => {
    expect(readClientAddress(hops, '9.9.9.9', trusted)).toBe(address);
  });

  it.each([[3], [100]])(
    'falls back to the connection where fewer entries stand there than %i proxies say',
    (trusted) => {
      expect(readClientAddress(hops, '9.9.9.9', trusted)).toBe('9.9.9.9');
    },
  );

  it.each([[[]], [['']], [['1.1.1.1, ']]])('takes %j for no client', (lines) => {
    expect(readClientAddress(lines, '9.9.9.9', 0)).toBe('9.9.9.9');
  });
});
