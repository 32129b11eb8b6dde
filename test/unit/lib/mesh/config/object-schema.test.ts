import { describe, expect, it } from 'vitest';
import { CONFIG_KINDS } from '@/lib/mesh/config/kinds';
import { DESCRIBED_KINDS, objectSchemaOf } from '@/lib/mesh/config/object-schema';
import type { Schema } from '@/lib/mesh/config/schema/schema';

function undocumented(schema: Schema, path: string): string[] {
  switch (schema.type) {
    case 'list':
      return undocumented(schema.item, `${path}[]`);
    case 'map':
      return undocumented(schema.value, `${path}.*`);
    case 'object':
      return Object.entries(schema.fields).flatMap(([name, field]) => [
        ...(field.doc === undefined ? [`${path}.${name}`] : []),
        ...undocumented(field, `${path}.${name}`),
      ]);
    default:
      return [];
  }
}

function misnamed(schema: Schema, path: string): string[] {
  if (schema.type === 'list') return misnamed(schema.item, path);
  if (schema.type === 'map') return misnamed(schema.value, path);
  if (schema.type !== 'object') return [];
  const names = [...(schema.required ?? []), ...(schema.exclusive ?? []).flat()];
  return [
    ...names.filter((name) => !Object.hasOwn(schema.fields, name)).map((name) => `${path}.${name}`),
    ...Object.entries(schema.fields).flatMap(([name, field]) => misnamed(field, `${path}.${name}`)),
  ];
}

describe('objectSchemaOf()', () => {
  it.each(DESCRIBED_KINDS)('explains every field of %s', (kind) => {
    const schema = objectSchemaOf(kind);
    expect(schema?.doc).toBeDefined();
    expect(schema === undefined ? [] : undocumented(schema, kind)).toEqual([]);
  });

  it.each(DESCRIBED_KINDS)('requires and excludes only fields that %s has', (kind) => {
    const schema = objectSchemaOf(kind);
    expect(schema === undefined ? [] : misnamed(schema, kind)).toEqual([]);
  });

  it('describes every kind of Istio and of the Gateway API', () => {
    const meshKinds = Object.entries(CONFIG_KINDS).filter(
      ([, { group }]) => group.endsWith('istio.io') || group === 'gateway.networking.k8s.io',
    );
    expect(DESCRIBED_KINDS).toEqual(expect.arrayContaining(meshKinds.map(([name]) => name)));
  });
});
