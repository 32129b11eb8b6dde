import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { findFieldOwner } from '@/lib/mesh/config/find-unobeyed-fields';
import { type ConfigKindName, kindOf } from '@/lib/mesh/config/kinds';
import { DESCRIBED_KINDS, objectSchemaOf } from '@/lib/mesh/config/object-schema';
import { resourceOf } from '@/lib/mesh/config/resource-of';
import { type ObjectSchema, object } from '@/lib/mesh/config/schema/schema';
import { UNOBEYED_FIELDS } from '@/lib/mesh/config/unobeyed-fields';
import { ACCESS_CASES, accessObjects, checkAccessCase } from './support/access-cases';
import { COMPILED_CASES, checkCompiledCase, compiledObjects } from './support/compiled-cases';
import { SHOWN_BY_TESTS } from './support/fields-shown-by-tests';
import { checkRoutingCase, ROUTING_CASES } from './support/routing-cases';
import { listFields, listSetFields } from './support/schema-fields';

interface OwnCase {
  objects: readonly ConfigObject[];
  check: (objects: readonly ConfigObject[]) => void;
}

function ownCases(): OwnCase[] {
  return [
    ...ROUTING_CASES.map((one) => ({
      objects: one.config,
      check: (objects: readonly ConfigObject[]) => checkRoutingCase(one, objects),
    })),
    ...ACCESS_CASES.map((one) => ({
      objects: accessObjects(one),
      check: (objects: readonly ConfigObject[]) => checkAccessCase(one, objects),
    })),
    ...COMPILED_CASES.map((one) => ({
      objects: compiledObjects(one),
      check: (objects: readonly ConfigObject[]) => checkCompiledCase(one, objects),
    })),
  ];
}

/** Fields by the kind and the mapping they stand in. */
class FieldSet {
  readonly #fields = new Map<string, Map<ObjectSchema, Set<string>>>();

  has(kind: ConfigKindName, owner: ObjectSchema, name: string): boolean {
    return this.#fields.get(kind)?.get(owner)?.has(name) === true;
  }

  add(kind: ConfigKindName, owner: ObjectSchema, name: string): void {
    const owners = this.#fields.get(kind) ?? new Map<ObjectSchema, Set<string>>();
    this.#fields.set(kind, owners.set(owner, (owners.get(owner) ?? new Set()).add(name)));
  }
}

const NOTHING = object({});

/** The fields without which some case comes out another way. */
function findFieldsThatMatter(): FieldSet {
  const mattering = new FieldSet();
  for (const { objects, check } of ownCases()) {
    for (const [index, one] of objects.entries()) {
      const kind = kindOf(resourceOf(one)) ?? 'Pod';
      for (const { owner, name, without } of listSetFields(objectSchemaOf(kind) ?? NOTHING, one)) {
        const isKnown = mattering.has(kind, owner, name);
        const matters = isKnown || fails(() => check(objects.with(index, without() as ConfigObject)));
        if (matters) mattering.add(kind, owner, name);
      }
    }
  }
  return mattering;
}

function fails(attempt: () => void): boolean {
  try {
    attempt();
    return false;
  } catch {
    return true;
  }
}

function isListed(kind: ConfigKindName, path: string, paths: readonly { kind: string; path: string }[]) {
  return paths.some(
    (one) =>
      one.kind === kind &&
      (one.path === '' || path === one.path || /^[.[{]/.test(path.slice(one.path.length))) &&
      path.startsWith(one.path),
  );
}

describe('every field of every kind', () => {
  const mattering = findFieldsThatMatter();

  it.each(DESCRIBED_KINDS)('of %s changes what a case comes to, or is listed as not obeyed', (kind) => {
    const without = listFields(kind)
      .filter(({ owner, name }) => !mattering.has(kind, owner, name))
      .filter(({ path }) => !isListed(kind, path, UNOBEYED_FIELDS) && !isListed(kind, path, SHOWN_BY_TESTS));
    expect(without.map(({ path }) => path)).toEqual([]);
  });

  it('that is listed as not obeyed exists, and no case depends on it', () => {
    for (const { kind, path } of UNOBEYED_FIELDS.filter(
      (one) => one.path !== '' && one.isObeyedIn === undefined,
    )) {
      const place = findFieldOwner(kind, path);
      expect(place, `${kind} ${path}`).toBeDefined();
      if (place !== undefined)
        expect(mattering.has(kind, place.owner, place.name), `${kind} ${path}`).toBe(false);
    }
  });

  it('that is not obeyed stands in the documents', () => {
    const text = readFileSync('docs/fields.md', 'utf8');
    for (const { kind, path } of UNOBEYED_FIELDS) {
      const name = path.split('.').at(-1) ?? '';
      const section = text.split('\n').filter((line) => line.startsWith(`| ${kind} |`));
      expect(section.join('\n'), `${kind} ${path}`).toContain(name === '' ? kind : `\`${path}\``);
    }
  });

  it('that is shown by a test of its own is named in that test', () => {
    for (const { kind, path, test } of SHOWN_BY_TESTS) {
      expect(existsSync(test), `${kind} ${path}: ${test}`).toBe(true);
      expect(readFileSync(test, 'utf8'), `${kind} ${path}: ${test}`).toContain(path.split('.').at(-1));
    }
  });
});
