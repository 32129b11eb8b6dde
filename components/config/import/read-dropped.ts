import type { ImportFile } from './import-file';

const YAML_NAME = /\.(ya?ml|json)$/i;
const HIDDEN = /(^|\/)\./;

/** Files whose names are those of YAML or JSON; of a chosen folder all below it, hidden folders passed over. */
export async function readFiles(files: readonly File[]): Promise<ImportFile[]> {
  const named = files.map((file) => ({ file, name: file.webkitRelativePath || file.name }));
  const wanted = named.filter(({ name }) => YAML_NAME.test(name) && !HIDDEN.test(name));
  const read = await Promise.all(wanted.map(async ({ file, name }) => ({ name, yaml: await file.text() })));
  return read.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What was dropped, folders with all below them. Must be called within the event: afterwards the browser forgets. */
export async function readDropped(data: DataTransfer): Promise<ImportFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = await Promise.all(entries.map((entry) => filesOf(entry)));
  const read = await Promise.all(
    files
      .flat()
      .filter(({ name }) => YAML_NAME.test(name) && !HIDDEN.test(name))
      .map(async ({ name, file }) => ({ name, yaml: await (await file()).text() })),
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
