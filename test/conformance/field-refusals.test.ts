import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findIn, readFieldCases } from './support/field-cases';
import { plainPath } from './support/printed-object';

const CASES = readFieldCases();
const WORST_FIRST = ['error', 'warning', 'info'];
const FIELD_RULES = 'lib/mesh/rules/fields';

/** What is said of each place, the worst of it. */
function saidOf({ findings }: ReturnType<typeof findIn>) {
  const said = findings
    .toSorted((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity))
    .map(({ severity, path, position }) => [plainPath(path), { severity, ...position }] as const);
  return Object.fromEntries(said.toReversed());
}

describe('checkFields', () => {
  it.each(CASES.map((one) => [one.title, one] as const))('%s', (_, { object, expected }) => {
    const found = findIn(object);
    const messages = found.findings.map(({ rule, message }) => `${rule}: ${message}`).join('\n');
    const wanted =
      expected === undefined
        ? {}
        : {
            [plainPath(expected.path)]: {
              severity: expected.severity,
              ...found.printed.placeOf(expected.path),
            },
          };
    expect(saidOf(found), messages).toEqual(wanted);
  });
});

describe('the tables of fields', () => {
  it('make every rule of single fields fire; those of shape and limits have a test of their own', () => {
    const named = readdirSync(FIELD_RULES, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(join(FIELD_RULES, name), 'utf8').matchAll(/'([a-z0-9-]+\/[a-z0-9-]+)'/g),
      ])
      .flatMap(([, rule = '']) => (rule.startsWith('schema/') ? [] : [rule]));
    const fired = new Set(CASES.flatMap(({ object }) => findIn(object).findings.map(({ rule }) => rule)));
    expect(named.length).toBeGreaterThan(150);
    expect([...new Set(named)].filter((rule) => !fired.has(rule))).toEqual([]);
  });
});
