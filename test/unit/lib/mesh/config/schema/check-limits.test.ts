import { describe, expect, it } from 'vitest';
import { checkLimits } from '@/lib/mesh/config/schema/check-limits';
import { limited, list, map, object, portNumber, requiring, text } from '@/lib/mesh/config/schema/schema';

const schema = limited(
  requiring(
    object({
      name: limited(text(), { minLength: 2, maxLength: 4, pattern: '^[a-z]+$' }),
      ports: limited(list(object({ number: portNumber() })), {
        minItems: 1,
        maxItems: 2,
        uniqueBy: ['number'],
      }),
      labels: limited(map(text()), { minEntries: 1, maxEntries: 1 }),
      a: text(),
      b: text(),
    }),
    'name',
  ),
  {
    exclusive: [['a', 'b']],
    checks: [
      {
        message: 'needs a with ports',
        holds: (value: { a?: string; ports?: unknown }) => !value.ports || value.a !== undefined,
      },
    ],
  },
);

const paths = (value: unknown): string[] => checkLimits(value, schema).map(({ path }) => path);

describe('checkLimits()', () => {
  it('is silent about a value within all limits', () => {
    expect(checkLimits({ name: 'ab', ports: [{ number: 1 }], a: '', labels: { x: 'y' } }, schema)).toEqual(
      [],
    );
  });

  it('misses required fields and refuses two of an exclusive group', () => {
    expect(checkLimits({ a: 'x', b: 'y' }, schema).map(({ message }) => message)).toEqual([
      'name is missing',
      'b cannot be set together with a',
    ]);
  });

  it.each([
    ['x', 'name'],
    ['abcde', 'name'],
    ['AB', 'name'],
  ])('refuses the text %s', (name, path) => {
    expect(paths({ name })).toEqual([path]);
  });

  it('refuses empty, long and repeating lists, and empty items', () => {
    expect(paths({ name: 'ab', a: '', ports: [] })).toEqual(['ports']);
    expect(paths({ name: 'ab', a: '', ports: [{ number: 1 }, { number: 1 }, { number: 2 }] })).toEqual([
      'ports',
      'ports',
    ]);
    expect(paths({ name: 'ab', a: '', ports: [null] })).toEqual(['ports[0]']);
  });

  it('names the place of a number out of range', () => {
    expect(paths({ name: 'ab', a: '', ports: [{ number: 70_000 }] })).toEqual(['ports[0].number']);
    expect(paths({ name: 'ab', a: '', ports: [{ number: 0 }] })).toEqual(['ports[0].number']);
  });

  it('counts the entries of a mapping', () => {
    expect(paths({ name: 'ab', labels: {} })).toEqual(['labels']);
    expect(paths({ name: 'ab', labels: { x: '', y: '' } })).toEqual(['labels']);
  });

  it('asks conditions of its own', () => {
    expect(paths({ name: 'ab', ports: [{ number: 1 }] })).toEqual(['']);
  });

  it('leaves values of a wrong shape to others', () => {
    expect(checkLimits({ name: 1, ports: {}, labels: [], a: null }, schema)).toEqual([]);
  });
});
