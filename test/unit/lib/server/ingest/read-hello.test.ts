import { describe, expect, it } from 'vitest';
import { readHello } from '@/lib/server/ingest/read-hello';
import { helloOf } from '@/test/support/registry/agent-samples';

const messageOf = (parts: object = {}): Record<string, unknown> => ({ ...helloOf('orders'), ...parts });

describe('readHello()', () => {
  it('gives the hello of an agent of this version', () => {
    expect(readHello(messageOf())).toEqual(helloOf('orders'));
  });

  it.each([
    ['another message first', { type: 'status' }, 'The first message must be a hello'],
    ['another version', { protocol: 1 }, 'install the same version on both sides'],
    ['a field of another type', { pid: 'seven' }, 'Cannot read the hello'],
    ['a text that no database keeps', { hostname: 'a\u0000b' }, 'has the character U+0000'],
  ])('refuses %s in words', (_, parts, words) => {
    expect(() => readHello(messageOf(parts))).toThrow(words);
  });
});
