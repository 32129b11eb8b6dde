import type { ConfigObject } from '../../../lib/mesh/config/config-object';
import type { ConfigResource } from '../../../lib/mesh/config/resource';
import { readObject } from '../../../lib/mesh/config/resource-of';
import { createConsoleApi } from '../api/console-api';
import { optional, toggle } from '../options/option';
import { parseHttpUrl, parseText } from '../options/parse-values';

/** Where what runs is read from; without a console files are all there is. */
export const MESH_OPTIONS = {
  console: optional(parseHttpUrl, {
    placeholder: 'URL',
    env: 'MESHSCOPE_CONSOLE',
    help: "Count the services and workloads of this console's mesh too, not only what the files hold.",
  }),
  token: optional(parseText, {
    placeholder: 'TOKEN',
    env: 'MESHSCOPE_ADMIN_TOKEN',
    help: 'The admin token of that console; one without password and token wants none.',
  }),
  offline: toggle({ help: 'Files are all there is, even where MESHSCOPE_CONSOLE names a console.' }),
} as const;

/**
 * What runs in a console's mesh and no file declares, as objects whose file is the console's address: what somebody wrote
 * says more than what is seen of it. Nothing without a console, or offline.
 */
export async function readMesh(
  {
    console: url,
    token,
    offline,
  }: { console: string | undefined; token: string | undefined; offline: boolean },
  declared: readonly ConfigResource[],
): Promise<ConfigResource[]> {
  if (url === undefined || offline) return [];
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
