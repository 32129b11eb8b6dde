import { setImmediate as breathe } from 'node:timers/promises';
import { configKey, toConfigObject } from '../../../mesh/config/config-object';
import { isClusterScoped, whyNotKept } from '../../../mesh/config/kept-kinds';
import { type ConfigKindName, kindOf } from '../../../mesh/config/kinds';
import { type ParseProblem, parseResources } from '../../../mesh/config/parse-resources';
import { printYaml } from '../../../mesh/config/print-yaml';
import type { ConfigResource, TextPosition } from '../../../mesh/config/resource';
import { findBadCharacter } from '../../../mesh/config/yaml-characters';
import { CONFIG_LIMITS } from '../../../protocol/api/config';
import type { Draft, ReadDrafts, SkippedObject } from './draft';
import { findDraftProblems } from './find-draft-problems';
import { splitDocuments, type TextDocument } from './split-documents';
import { withoutClusterFields } from './without-cluster-fields';
import { writeNamespace } from './write-namespace';

/** How a text is to be read. */
export interface ReadOptions {
  /** Its name in problems and findings. */
  file: string;
  /** For objects that name none. */
  namespace: string;
  /** Leaves out what a cluster adds to an object. */
  isImport?: boolean;
}

/** What was read so far. */
interface Reading extends ReadDrafts {
  byKey: Map<string, Draft>;
}

/** Every object of a YAML text, and everything in it that is none, with its place. */
export async function readDrafts(text: string, options: ReadOptions): Promise<ReadDrafts> {
  const read: Reading = { drafts: [], skipped: [], problems: [], byKey: new Map() };
  const bad = findBadCharacter(text);
  if (bad !== undefined) {
    read.problems.push({
      file: options.file,
      position: placeOf(text, bad.offset),
      message: bad.message,
    });
    return read;
  }
  for (const document of splitDocuments(text)) {
    readDocument(document, options, read);
    // A long text must not keep everybody else waiting.
    await breathe();
  }
  return read;
}

function readDocument(document: TextDocument, options: ReadOptions, read: Reading): void {
  const { file } = options;
  const bytes = Buffer.byteLength(document.text);
  if (bytes > CONFIG_LIMITS.documentBytes) {
    const message = `The document has ${bytes} bytes; at most ${CONFIG_LIMITS.documentBytes} are read`;
    read.problems.push({ file, position: { line: document.line, column: 1 }, message });
    return;
  }
  const parsed = parseResources(document.text, file, read.drafts.length);
  const down = (position: TextPosition): TextPosition => ({
    line: position.line + document.line - 1,
    column: position.column,
  });
  for (const problem of parsed.problems) {
    read.problems.push({ ...problem, position: down(withinText(problem.position, document.text)) });
  }
  for (const resource of parsed.resources) {
    // An object that is a whole document keeps its text; one of a list gets a text of its own.
    const isWhole = parsed.resources.length === 1 && resource.origin.locate('kind')?.column === 1;
    const yaml = isWhole ? document.text : printYaml(resource.raw);
    const moved = { ...resource, origin: moveOrigin(resource, down) };
    readResource(moved, resource, yaml, isWhole, options, read);
  }
}

function readResource(
  resource: ConfigResource,
  unmoved: ConfigResource,
  yaml: string,
  isWhole: boolean,
  options: ReadOptions,
  read: Reading,
): void {
  const { file } = options;
  let isFine = true;
  for (const { path, message } of findDraftProblems(resource)) {
    const position = resource.origin.locate(path) ?? { line: 1, column: 1 };
    read.problems.push({ file, position, message });
    isFine = false;
  }
  const kind = kindOf(resource);
  if (!isFine || kind === undefined) return;
  const note = whyNotKept(kind);
  if (note !== undefined) {
    read.skipped.push(describeSkipped(resource, note));
    return;
  }
  const draft = toDraft(kind, resource, { yaml, isWhole, unmoved }, options);
  const twin = read.byKey.get(draft.key);
  if (twin === undefined) {
    read.byKey.set(draft.key, draft);
    read.drafts.push(draft);
  } else read.problems.push(describeTwin(draft, twin, file));
}

interface Written {
  yaml: string;
  isWhole: boolean;
  unmoved: ConfigResource;
}

function toDraft(
  kind: ConfigKindName,
  resource: ConfigResource,
  written: Written,
  { namespace: fallback, isImport = false }: ReadOptions,
): Draft {
  const given = resource.metadata.namespace;
  const namespace = isClusterScoped(kind) ? '' : given || fallback;
  const placed = { ...resource, metadata: { ...resource.metadata, namespace } };
  const plain = isImport ? withoutClusterFields(written.yaml) : written.yaml;
  const clean = plain === written.yaml ? undefined : parseResources(plain, '').resources[0];
  const object = toConfigObject(
    clean === undefined ? placed : { ...clean, metadata: { ...clean.metadata, namespace } },
  );
  return {
    key: configKey(object),
    kind,
    resource: placed,
    object,
    yaml: given === '' && namespace !== '' ? withNamespace(plain, namespace, written) : plain,
    position: resource.origin.locate(''),
  };
}

function withNamespace(yaml: string, namespace: string, { unmoved, isWhole, yaml: source }: Written): string {
  const isOwnText = isWhole && yaml === source;
  const position = isOwnText ? unmoved.origin.locate('metadata.name') : findName(yaml);
  return (position && writeNamespace(yaml, namespace, position)) ?? yaml;
}

function findName(yaml: string): TextPosition | undefined {
  return parseResources(yaml, '').resources[0]?.origin.locate('metadata.name');
}

function describeSkipped(resource: ConfigResource, note: string): SkippedObject {
  const { namespace, name } = resource.metadata;
  const { file } = resource.origin;
  return { kind: resource.kind, namespace, name, file, position: resource.origin.locate(''), note };
}

function describeTwin(draft: Draft, twin: Draft, file: string): ParseProblem {
  const { kind, metadata } = draft.resource;
  const where = twin.position === undefined ? '' : `, first at line ${twin.position.line}`;
  const message = `${kind} ${metadata.namespace}/${metadata.name} is in this text twice${where}`;
  return { file, position: draft.position ?? { line: 1, column: 1 }, message };
}

function moveOrigin(resource: ConfigResource, down: (position: TextPosition) => TextPosition) {
  const { origin } = resource;
  return {
    ...origin,
    locate: (path: string) => {
      const position = origin.locate(path);
      return position === undefined ? undefined : down(position);
    },
  };
}

/** What is missing at the end of a document is missing on its last line, not on the one after. */
function withinText(position: TextPosition, text: string): TextPosition {
  const lines = text.trimEnd().split('\n');
  if (position.line <= lines.length) return position;
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function placeOf(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
