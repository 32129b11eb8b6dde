import type { ConfigResource, TextPosition } from './resource';
import { readObject } from './resource-of';
import { readYaml } from './yaml-text';

/** Why something in a file is not an object of a configuration. */
export interface ParseProblem {
  file: string;
  position: TextPosition;
  message: string;
}

/** What a file holds. */
export interface ParsedResources {
  resources: ConfigResource[];
  problems: ParseProblem[];
}

/** Reads every Kubernetes-style object of a YAML text; `List` objects are unfolded, empty documents passed over. */
export function parseResources(text: string, file: string, firstIndex = 0): ParsedResources {
  const parsed: ParsedResources = { resources: [], problems: [] };
  for (const document of readYaml(text)) {
    for (const problem of document.problems) parsed.problems.push({ file, ...problem });
    if (document.value === undefined || document.value === null) continue;
    for (const { value, path } of unfold(document.value, '')) {
      const index = firstIndex + parsed.resources.length;
      const read = readObject(value, { file, index, locate: (field) => document.locate(join(path, field)) });
      if ('metadata' in read) parsed.resources.push(read);
      else
        parsed.problems.push({
          file,
          position: document.locate(join(path, read.path)),
          message: read.message,
        });
    }
  }
  return parsed;
}

function unfold(value: unknown, path: string): { value: unknown; path: string }[] {
  if (!isRecord(value) || !Array.isArray(value.items) || !String(value.kind).endsWith('List'))
    return [{ value, path }];
  return value.items.flatMap((item, index) => unfold(item, join(path, `items[${index}]`)));
}

function join(prefix: string, path: string): string {
  if (prefix === '' || path === '') return prefix + path;
  return path.startsWith('[') ? prefix + path : `${prefix}.${path}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
