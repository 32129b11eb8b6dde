import { conformValue } from '../../config/schema/conform-value';
import { flag, type Infer, object, text } from '../../config/schema/schema';
import { readYaml } from '../../config/yaml-text';
import { CONFIG_MAP } from '../read/kubernetes-kinds';
import { readObject } from '../read/read-spec';
import type { Snapshot } from '../snapshot';

const VALUES = object({
  global: object({ hub: text(), tag: text(), variant: text(), proxy: object({ image: text() }) }),
  sidecarInjectorWebhook: object({ enableNamespacesByDefault: flag() }),
});

/** What the injection webhook was installed with, by revision. */
export type InjectorValues = Infer<typeof VALUES>;

const NAME = 'istio-sidecar-injector';

/** The injectors' settings by revision; `default` for the one without. */
export function injectors(snapshot: Snapshot): ReadonlyMap<string, InjectorValues> {
  const found = new Map<string, InjectorValues>();
  for (const resource of snapshot.list('ConfigMap')) {
    const { name, namespace, labels } = resource.metadata;
    if (namespace !== snapshot.facts.rootNamespace && namespace !== 'istio-system') continue;
    if (name !== NAME && !name.startsWith(`${NAME}-`)) continue;
    const values = conformValue(
      readYaml(readObject(resource, CONFIG_MAP).data?.values ?? '')[0]?.value,
      VALUES,
    );
    if (values !== undefined)
      found.set(labels['istio.io/rev'] ?? (name.slice(NAME.length + 1) || 'default'), values);
  }
  return found;
}
