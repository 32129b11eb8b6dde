import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { configKey, toConfigObject } from '../../../mesh/config/config-object';
import { isClusterScoped } from '../../../mesh/config/kept-kinds';
import { kindOf } from '../../../mesh/config/kinds';
import { parseResources } from '../../../mesh/config/parse-resources';
import { splitDocuments } from '../../../mesh/config/split-documents';
import { AppError } from '../../../protocol/app-error';
import type { StoredObject } from '../../store/contract/config-records';

/** Where an object goes that has no file yet. */
export function fileOf({ kind, namespace, name }: Pick<StoredObject, 'kind' | 'namespace' | 'name'>): string {
  return join(namespace === '' ? 'cluster' : namespace, `${kind.toLowerCase()}-${name}.yaml`);
}

/** Puts an object's text into a file, in the place of its former text where it has one. */
export async function writeObject(directory: string, file: string, object: StoredObject): Promise<void> {
  const path = join(directory, file);
  const before = await readText(path);
  await replaceFile(
    path,
    before === undefined ? object.yaml : replaceDocument(before, object.key, object.yaml),
  );
}

/** Takes an object out of a file, and the file away when nothing else is in it. */
export async function removeObject(directory: string, file: string, key: string): Promise<void> {
  const path = join(directory, file);
  const before = await readText(path);
  if (before === undefined) return;
  const after = replaceDocument(before, key, undefined);
  if (splitDocuments(after).some(({ isDocument }) => isDocument)) await replaceFile(path, after);
  else await rm(path, { force: true });
}

/** The text of a file with one document replaced, added, or (undefined) taken out; all others byte for byte. */
export function replaceDocument(text: string, key: string, yaml: string | undefined): string {
  const chunks = splitDocuments(text);
  const at = chunks.findIndex((chunk) => chunk.isDocument && keysOf(chunk.text).includes(key));
  const chunk = chunks[at];
  if (chunk === undefined) return yaml === undefined ? text : `${endLine(text)}---\n${yaml}`;
  if (keysOf(chunk.text).length > 1) {
    throw new AppError('conflict', 'The object is one of a list in its file, which is not rewritten');
  }
  const marker = /^---[^\n]*\n/.exec(chunk.text)?.[0] ?? '';
  const before = chunks.slice(0, at).map((one) => one.text);
  const after = chunks.slice(at + 1).map((one) => one.text);
  const own = yaml === undefined ? [] : [`${marker}${yaml.replace(/^---[^\n]*\n/, '')}`];
  return [...before, ...own, ...after].join('');
}

/** As the store names them: an object that names no namespace is in `default`. */
function keysOf(text: string): string[] {
  return parseResources(text, '').resources.map((resource) => {
    const kind = kindOf(resource);
    const isPlaced = kind === undefined || isClusterScoped(kind) || resource.metadata.namespace !== '';
    const namespace = isPlaced ? resource.metadata.namespace : 'default';
    return configKey(toConfigObject({ ...resource, metadata: { ...resource.metadata, namespace } }));
  });
}

function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

async function readText(path: string): Promise<string | undefined> {
  return await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** In one step, so that nobody ever reads half a file. */
async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${process.pid}.${Date.now()}.tmp`);
  await writeFile(draft, text);
  await rename(draft, path);
}
