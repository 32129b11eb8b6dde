import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { defaultMeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { validateResources } from '@/lib/mesh/rules/validate-resources';
import { readCases } from './support/own-cases';
import { readTitled, titledObjects } from './support/titled-objects';

const worlds = readCases('rules', z.looseObject({ fires: titledObjects, silent: titledObjects }));
const objects = worlds.flatMap(({ fires, silent }) => readTitled({ ...fires, ...silent }));

/** What people and templates leave where something else belongs. */
const ODD = [
  null,
  [],
  {},
  '',
  'x',
  '*',
  '*.',
  '.',
  '/',
  '0',
  0,
  -1,
  1e15,
  true,
  [null],
  [[]],
  [{}],
  { x: null },
];

/** Every place of an object below its spec, and of its whole where it keeps fields beside. */
function* placesOf(value: unknown, path: readonly (string | number)[] = []): Generator<(string | number)[]> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, child] of Object.entries(value)) {
    if (path.length === 0 && ['apiVersion', 'kind', 'metadata'].includes(key)) continue;
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    yield at;
    yield* placesOf(child, at);
  }
}

function withOdd(object: ConfigObject, path: readonly (string | number)[], odd: unknown): ConfigObject {
  const copy = structuredClone(object) as unknown as Record<string | number, unknown>;
  let parent = copy;
  for (const step of path.slice(0, -1)) parent = parent[step] as typeof parent;
  parent[path.at(-1) ?? ''] = odd;
  return copy as unknown as ConfigObject;
}

describe('validateResources()', () => {
  it('never fails, whatever stands where something else belongs', () => {
    const facts = defaultMeshFacts(Date.UTC(2026, 0, 1));
    const broken: string[] = [];
    let tried = 0;
    for (const [index, object] of objects.entries()) {
      const beside = objects.slice(Math.max(0, index - 3), index + 4).filter((one) => one !== object);
      for (const [at, path] of [...placesOf(object)].entries()) {
        // Each place gets another part of the list; over all of them every rule meets every odd value.
        for (const odd of [ODD[(index + at) % ODD.length], ODD[(index + at * 5 + 7) % ODD.length]]) {
          const world = [withOdd(object, path, odd), ...beside].map((one) => resourceOf(one));
          tried += 1;
          try {
            validateResources(world, facts, { withOptional: true });
          } catch (error) {
            broken.push(`${object.kind} ${path.join('.')} = ${JSON.stringify(odd)}: ${String(error)}`);
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(2_000);
    expect(broken).toEqual([]);
  });
});
