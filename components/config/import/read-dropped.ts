import type { ImportFile } from './import-file';

const YAML_NAME = /\.(ya?ml|json)$/i;
const HIDDEN = /(^|\/)\./;

/** Of chosen files, or a chosen folder and all below it, those that are YAML or JSON by name. */
export function readFiles(files: readonly File[]): Promise<ImportFile[]> {
  return readFound(
    files.map((file) => ({ name: file.webkitRelativePath || file.name, file: async () => file })),
  );
}

/** The same of what was dropped. Must be called within the event: afterwards the browser forgets. */
export async function readDropped(data: DataTransfer): Promise<ImportFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found = await Promise.all(entries.map(filesOf));
  return readFound(found.flat());
}

/** Hidden files and folders are passed over, as a Git checkout has them. */
async function readFound(found: readonly Found[]): Promise<ImportFile[]> {
  const wanted = found.filter(({ name }) => YAML_NAME.test(name) && !HIDDEN.test(name));
  const read = await Promise.all(
    wanted.map(async ({ name, file }) => ({ name, yaml: await (await file()).text() })),
  );
  return read.sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Found = { name: string; file: () => Promise<File> };

async function filesOf(entry: FileSystemEntry): Promise<Found[]> {
  const name = entry.fullPath.replace(/^\//, '');
  if (isFile(entry)) return [{ name, file: () => new Promise((good, bad) => entry.file(good, bad)) }];
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: Found[][] = [];
  // A reader hands out its entries in batches until one is empty.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((good, bad) => reader.readEntries(good, bad));
    if (batch.length === 0) return found.flat();
    found.push(...(await Promise.all(batch.map(filesOf))));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
