import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ParseProblem } from '../../../mesh/config/parse-resources';
import { CONFIG_LIMITS } from '../../../protocol/api/config';
import type { Draft } from '../read/draft';
import { readDrafts } from '../read/read-drafts';

const MANIFEST = /\.(ya?ml|json)$/i;

/** What a directory holds. */
export interface DirectoryContent {
  drafts: Map<string, Draft & { file: string }>;
  problems: ParseProblem[];
  /** Files that cannot be read as they are: what they held before is not taken for deleted. */
  broken: Set<string>;
  files: number;
}

/** The files of a directory below which the configuration is kept; hidden ones (`.git`) are no business of it. */
export async function listManifests(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && MANIFEST.test(entry.name))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .filter((file) => !file.split('/').some((part) => part.startsWith('.')))
    .sort();
}

/** Changes when any file does: names, sizes and times. */
export async function fingerprint(directory: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await listManifests(directory)) {
    const { size, mtimeMs } = await stat(join(directory, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Reads every object of a directory. */
export async function readDirectory(directory: string): Promise<DirectoryContent> {
  const content: DirectoryContent = { drafts: new Map(), problems: [], broken: new Set(), files: 0 };
  for (const file of await listManifests(directory)) {
    content.files++;
    const path = join(directory, file);
    const { size } = await stat(path);
    const isTooLarge = size > CONFIG_LIMITS.textBytes;
    const message = `The file has ${size} bytes; at most ${CONFIG_LIMITS.textBytes} are read`;
    const tooLarge = { drafts: [], problems: [{ file, position: { line: 1, column: 1 }, message }] };
    const read = isTooLarge
      ? tooLarge
      : await readDrafts(await readFile(path, 'utf8'), { file, namespace: 'default' });
    if (read.problems.length > 0) content.broken.add(file);
    content.problems.push(...read.problems);
    for (const draft of read.drafts) addDraft(content, draft, file);
  }
  return content;
}

function addDraft({ drafts, problems, broken }: DirectoryContent, draft: Draft, file: string): void {
  const twin = drafts.get(draft.key);
  if (twin === undefined) {
    drafts.set(draft.key, { ...draft, file });
    return;
  }
  const { kind, metadata } = draft.resource;
  broken.add(file);
  problems.push({
    file,
    position: draft.position ?? { line: 1, column: 1 },
    message: `${kind} ${metadata.namespace}/${metadata.name} is in ${twin.file} too`,
  });
}
