import type * as z from 'zod/mini';
import type { downloadConfig as endpoint } from '../../../protocol/api/config-objects';
import type { StoredObject } from '../../store/contract/config-records';
import type { ConfigDeps } from '../config-deps';

type DownloadQuery = z.output<typeof endpoint.query>;

/** The configuration, or a part of it, as one text that `meshscope apply` takes. */
export function downloadConfig(
  { state }: ConfigDeps,
  query: DownloadQuery,
): z.output<typeof endpoint.response> {
  const objects = [...state.objects().values()]
    .filter(({ kind }) => query.kind.length === 0 || query.kind.includes(kind))
    .filter(({ namespace }) => query.namespace.length === 0 || query.namespace.includes(namespace))
    .filter(({ name }) => query.name === undefined || query.name === name)
    .sort(byPlace);
  const [only] = objects;
  const isOne = objects.length === 1 && only !== undefined;
  return {
    fileName: isOne ? `${only.kind.toLowerCase()}-${only.name}.yaml` : `mesh-revision-${state.revision}.yaml`,
    objects: objects.length,
    yaml: objects.map(({ yaml }) => (yaml.startsWith('---') ? yaml : `---\n${yaml}`)).join(''),
  };
}

function byPlace(a: StoredObject, b: StoredObject): number {
  const left = `${a.namespace}\0${a.kind}\0${a.name}`;
  const right = `${b.namespace}\0${b.kind}\0${b.name}`;
  return left < right ? -1 : 1;
}
