import type { ConfigObject } from '../../../lib/mesh/config/config-object';
import type { ConfigResource } from '../../../lib/mesh/config/resource';
import { readObject } from '../../../lib/mesh/config/resource-of';
import { createConsoleApi } from '../api/console-api';
import { optional } from '../options/option';
import { parseHttpUrl, parseText } from '../options/parse-values';

/** Where what runs is read from; without `--console` files are all there is. */
export const MESH_OPTIONS = {
  console: optional(parseHttpUrl, {
    placeholder: 'URL',
    help: "Count the services and workloads of this console's mesh too, not only what the files hold.",
  }),
  token: optional(parseText, {
    placeholder: 'TOKEN',
    env: 'MESHSCOPE_ADMIN_TOKEN',
    help: 'The admin token of that console; one without password and token wants none.',
  }),
} as const;

/**
 * What runs in a console's mesh and no file declares, as objects whose file is the console's address: what somebody wrote
 * says more than what is seen of it. Nothing without `--console`.
 */
export async function readMesh(
  { console: url, token }: { console: string | undefined; token: string | undefined },
  declared: readonly ConfigResource[],
): Promise<ConfigResource[]> {
  if (url === undefined) return [];
  const { objects } = await createConsoleApi(url, token).get<{ objects: ConfigObject[] }>('/api/registry');
  const known = new Set(declared.map(nameOf));
  return objects.flatMap((object, index) => {
    const read = readObject(object, { file: url, index, locate: () => undefined });
    return 'metadata' in read && !known.has(nameOf(read)) ? [read] : [];
  });
}

function nameOf({ group, kind, metadata }: ConfigResource): string {
  return `${group}/${kind}/${metadata.namespace}/${metadata.name}`;
}
