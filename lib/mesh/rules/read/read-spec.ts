import type { ConfigResource } from '../../config/resource';
import { conformValue } from '../../config/schema/conform-value';
import type { Infer, ObjectSchema } from '../../config/schema/schema';

const specs = new WeakMap<ObjectSchema, WeakMap<ConfigResource, unknown>>();
const wholes = new WeakMap<ObjectSchema, WeakMap<ConfigResource, unknown>>();

/** The spec of an object as far as it fits its schema. */
export function readSpec<S extends ObjectSchema>(resource: ConfigResource, schema: S): Infer<S> {
  return readOnce(specs, resource, schema, resource.spec);
}

/** The whole object as far as it fits a schema, for kinds that keep fields beside `spec`. */
export function readObject<S extends ObjectSchema>(resource: ConfigResource, schema: S): Infer<S> {
  return readOnce(wholes, resource, schema, resource.raw);
}

function readOnce<S extends ObjectSchema>(
  cache: WeakMap<ObjectSchema, WeakMap<ConfigResource, unknown>>,
  resource: ConfigResource,
  schema: S,
  value: unknown,
): Infer<S> {
  let read = cache.get(schema);
  if (read === undefined) {
    read = new WeakMap();
    cache.set(schema, read);
  }
  let spec = read.get(resource);
  if (spec === undefined) {
    spec = (conformValue(value, schema as ObjectSchema) as unknown) ?? {};
    read.set(resource, spec);
  }
  return spec as Infer<S>;
}

/** The namespace an object lives in: Kubernetes' `default` where its text names none. */
export function namespaceOf(resource: ConfigResource): string {
  return resource.metadata.namespace || 'default';
}
