import * as z from 'zod';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { CONFIG_KINDS, type ConfigKindName } from '@/lib/mesh/config/kinds';

/** `Kind namespace/name` to its spec; `_labels`, `_annotations`, `_created` and `_raw` say what is not spec. */
export const titledObjects = z.record(z.string(), z.record(z.string(), z.unknown()).nullable());
export type TitledObjects = z.infer<typeof titledObjects>;

/** The objects that titles and specs stand for; null stands for none. */
export function readTitled(all: TitledObjects): ConfigObject[] {
  return Object.entries(all).flatMap(([title, value]) => (value === null ? [] : [toObject(title, value)]));
}

function toObject(title: string, value: Record<string, unknown>): ConfigObject {
  const [kindName = '', path = ''] = title.split(' ');
  const kind = CONFIG_KINDS[kindName as ConfigKindName];
  const { _labels, _annotations, _created, _raw, ...spec } = value;
  const [name = '', namespace] = path.split('/').reverse();
  return {
    apiVersion: [kind.group, kind.versions.at(-1)].filter((part) => part !== '').join('/'),
    kind: kind.kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(_created === undefined ? {} : { creationTimestamp: String(_created) }),
      labels: (_labels ?? {}) as Record<string, string>,
      annotations: (_annotations ?? {}) as Record<string, string>,
    },
    spec,
    ...(_raw as object | undefined),
  };
}
