import { describe, expect, it } from 'vitest';
import { CONFIG_KINDS, type ConfigKindName } from '@/lib/mesh/config/kinds';
import { DESCRIBED_KINDS } from '@/lib/mesh/config/object-schema';
import type { Schema } from '@/lib/mesh/config/schema/schema';
import { findIn } from './support/field-cases';
import { plainPath, withValueAt } from './support/printed-object';
import { listFields } from './support/schema-fields';
import { valueFor, valuesBeyondLimits, valuesOfOtherShapes } from './support/wrong-values';

interface Field {
  /** Of one value of it: the first item of a list, the entry `a` of a mapping. */
  path: string;
  schema: Schema;
}

function fieldsOf(kind: ConfigKindName): Field[] {
  return listFields(kind).flatMap(({ path, owner, name }) => {
    const schema = owner.fields[name];
    const written = path.replaceAll('[]', '[0]').replaceAll('{}', '["a"]');
    return schema === undefined || schema.type === 'any' ? [] : [{ path: written, schema }];
  });
}

function frameOf(name: ConfigKindName): object {
  const { group, kind, versions } = CONFIG_KINDS[name];
  const apiVersion = group === '' ? versions[0] : `${group}/${versions[0]}`;
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'b' } };
}

/** The errors at a place and within it, and where the place is. */
function errorsAt(object: object, path: string) {
  const { findings, printed } = findIn(object);
  const wanted = plainPath(path);
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ path: at, position }) => ({ path: plainPath(at), position }));
  const within = errors.filter(
    (one) => one.path.startsWith(`${wanted}.`) || one.path.startsWith(`${wanted}[`),
  );
  const at = errors.filter((one) => one.path === wanted).map(({ position }) => position);
  return { at, within, place: printed.placeOf(path) };
}

describe.each(DESCRIBED_KINDS)('every field of %s', (kind) => {
  const fields = fieldsOf(kind);
  const frame = frameOf(kind);

  it('is refused in another shape than its own, once, at its line and column', () => {
    for (const { path, schema } of fields) {
      for (const { title, value } of valuesOfOtherShapes(schema)) {
        const { at, place } = errorsAt(withValueAt(frame, path, value), path);
        expect(at, `${path} as ${title}`).toEqual([place]);
      }
    }
  });

  it('is refused beyond its limits, at its line and column', () => {
    for (const { path, schema } of fields) {
      for (const { title, value, below = '' } of valuesBeyondLimits(schema)) {
        const { at, within, place } = errorsAt(withValueAt(frame, path, value), `${path}${below}`);
        // Limits of the API server are told where nothing else is wrong, and the items of a long list may be.
        if (within.length > 0 && at.length === 0) continue;
        expect(at[0], `${path} with ${title}`).toEqual(place);
      }
    }
  });

  it('has a name that is told from a misspelt one, once, at its line and column', () => {
    for (const { path } of fields.filter((one) => /[a-zA-Z]$/.test(one.path))) {
      const misspelt = `${path}z`;
      const { at, place } = errorsAt(withValueAt(frame, misspelt, 'a'), misspelt);
      expect(at, misspelt).toEqual([place]);
    }
  });

  it('is missed where it is required, at the mapping that needs it', () => {
    for (const { path, schema } of fields) {
      if (schema.type !== 'object') continue;
      for (const name of schema.required ?? []) {
        const [other, child] = Object.entries(schema.fields).find(([key]) => key !== name) ?? [];
        if (other === undefined || child === undefined) continue;
        const object = withValueAt(frame, path, { [other]: valueFor(child, 0) });
        const { at, place } = errorsAt(object, `${path}.${name}`);
        expect(at[0], `${path}.${name} left out`).toEqual(place);
      }
    }
  });
});
