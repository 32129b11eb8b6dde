import {
  type Document,
  isAlias,
  isCollection,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  stringify,
} from 'yaml';
import type { FieldEdit } from '../rules/finding';
import { parsePath } from './parse-path';
import type { ResourceReference } from './resource';
import { type DocumentChunk, splitDocuments } from './split-documents';

/** A text after some edits, or why they cannot be made. */
export type EditedText = { text: string } | { problem: string };

/** A value that stands in two places is written out in both: anchors would surprise who reads it. */
const NO_ALIASES = { aliasDuplicateObjects: false } as const;

/** An edit of a field; an inserted item goes in front of what is at its place in a list. */
export type TextEdit = FieldEdit & { isInserted?: boolean };

type Steps = readonly (string | number)[];

/**
 * Applies edits, in order, to one object of a YAML text: by the number of its document (counted from 0) or by name.
 * Comments, order, unknown fields and all other documents stay as they are.
 */
export function applyEdits(
  text: string,
  target: number | ResourceReference,
  edits: readonly TextEdit[],
): EditedText {
  const chunks = splitDocuments(text);
  const found = findTarget(chunks, target);
  if (found === undefined) return { problem: 'The text holds no such object' };
  let edited = found.chunk.text;
  for (const { path, value, isInserted = false } of edits) {
    const steps = [...found.prefix, ...parsePath(path)];
    const result = isInserted ? insertItem(edited, steps, value) : applyEdit(edited, steps, value);
    if (typeof result !== 'string') return result;
    edited = result;
  }
  return { text: chunks.map((chunk) => (chunk === found.chunk ? edited : chunk.text)).join('') };
}

interface Target {
  chunk: DocumentChunk;
  /** Where the object is within its document: `items[2]` in a List. */
  prefix: Steps;
}

function findTarget(
  chunks: readonly DocumentChunk[],
  target: number | ResourceReference,
): Target | undefined {
  const documents = chunks.filter(({ isDocument }) => isDocument);
  if (typeof target === 'number') {
    const chunk = documents[target];
    return chunk === undefined ? undefined : { chunk, prefix: [] };
  }
  for (const chunk of documents) {
    if (!chunk.text.includes(target.name)) continue;
    const prefix = findObject(toValue(chunk.text), target);
    if (prefix !== undefined) return { chunk, prefix };
  }
  return undefined;
}

function toValue(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

function findObject(value: unknown, target: ResourceReference): Steps | undefined {
  if (!isRecord(value)) return undefined;
  if (isNamed(value, target)) return [];
  if (!Array.isArray(value.items)) return undefined;
  const index = value.items.findIndex((item) => isRecord(item) && isNamed(item, target));
  return index < 0 ? undefined : ['items', index];
}

/** An object that names no namespace may be in any: the file leaves it to whoever applies it. */
function isNamed(
  { apiVersion, kind, metadata }: Record<string, unknown>,
  target: ResourceReference,
): boolean {
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  const group = (version: string): string => version.slice(0, Math.max(0, version.lastIndexOf('/')));
  return (
    kind === target.kind &&
    group(String(apiVersion)) === group(target.apiVersion) &&
    String(name) === target.name &&
    (namespace === undefined || namespace === target.namespace)
  );
}

function insertItem(text: string, steps: Steps, value: unknown): string | { problem: string } {
  const document = parseDocument(text, { keepSourceTokens: true, logLevel: 'silent' });
  const list = document.getIn(steps.slice(0, -1), true);
  const index = steps.at(-1);
  if (document.errors.length > 0 || !isSeq(list) || typeof index !== 'number') {
    return { problem: `${steps.slice(0, -1).join('.')} is not a list` };
  }
  list.items.splice(index, 0, document.createNode(value, NO_ALIASES));
  return print(document, text);
}

function applyEdit(text: string, steps: Steps, value: unknown): string | { problem: string } {
  const document = parseDocument(text, { keepSourceTokens: true, logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) return { problem: `The document is broken: ${error.message.split('\n')[0]}` };
  if (steps.length === 0) return { problem: 'An edit needs a path' };
  if (value === undefined) return document.deleteIn(steps) ? print(document, text) : text;
  return spliceScalar(document, text, steps, value) ?? setValue(document, text, steps, value);
}

/** A scalar for a scalar needs no printing: everything around it stays as it was typed. */
function spliceScalar(document: Document, text: string, steps: Steps, value: unknown): string | undefined {
  const node = document.getIn(steps, true);
  if (!isScalar(node) || !node.range || node.tag !== undefined || node.anchor !== undefined) return undefined;
  if (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED) return undefined;
  const [start, end] = node.range;
  if (start === end || (typeof value === 'object' && value !== null)) return undefined;
  return text.slice(0, start) + printScalar(value, node.type) + text.slice(end);
}

function printScalar(value: unknown, type: Scalar.Type | undefined): string {
  if (typeof value !== 'string') return stringify(value, NO_ALIASES).trimEnd();
  if (type === Scalar.QUOTE_SINGLE && !/[\n\r]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  const plain = stringify(value, { lineWidth: 0 }).trimEnd();
  // Inside [] and {} these end a plain scalar, and elsewhere quotes do no harm.
  return type === Scalar.QUOTE_DOUBLE || /[\n,[\]{}]/.test(plain) ? JSON.stringify(value) : plain;
}

function setValue(
  document: Document,
  text: string,
  steps: Steps,
  value: unknown,
): string | { problem: string } {
  const problem = openParents(document, steps);
  if (problem !== undefined) return { problem };
  const node = document.createNode(value, NO_ALIASES);
  const replaced = document.getIn(steps, true);
  if (isNode(replaced)) {
    const { comment, commentBefore, spaceBefore } = replaced;
    node.comment = comment ?? null;
    node.commentBefore = commentBefore ?? null;
    node.spaceBefore = spaceBefore ?? false;
  }
  document.setIn(steps, node);
  return print(document, text);
}

/** A parent that is written but empty (`spec:`) becomes a collection; one that is a scalar cannot. */
function openParents(document: Document, steps: Steps): string | undefined {
  for (let depth = 0; depth < steps.length; depth++) {
    const parent = document.getIn(steps.slice(0, depth), true);
    if (parent === undefined) return undefined;
    if (isAlias(parent)) return 'The place is an alias of another part of the document';
    if (isCollection(parent)) continue;
    if (isScalar(parent) && parent.value !== null)
      return `${steps.slice(0, depth).join('.')} is not a collection`;
    const empty = document.createNode(typeof steps[depth] === 'number' ? [] : {});
    if (isCollection(empty)) empty.flow = false;
    if (depth === 0) document.contents = empty;
    else document.setIn(steps.slice(0, depth), empty);
  }
  return undefined;
}

function print(document: Document, before: string): string {
  const printed = document.toString({
    lineWidth: 0,
    ...layoutOf(before),
    flowCollectionPadding: /\{ /.test(before),
  });
  const end = /^\.\.\.(?:[ \t].*)?\r?\n?/m.exec(before)?.[0] ?? '';
  const body = printed.replace(/(?:^|\n)\.\.\.\n?$/, '\n') + end;
  const lines = before.includes('\r\n') ? body.replaceAll(/\r?\n/g, '\r\n') : body;
  return before.endsWith('\n') || end !== '' ? lines : lines.replace(/\r?\n$/, '');
}

/** How the author indents: steps of the first nested mapping, and whether lists are indented below their key. */
function layoutOf(text: string): { indent: number; indentSeq: boolean } {
  const nested = /^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\r?\n\1( +)[^\s#-]/m.exec(text);
  const list = /^( *)(?:- )*[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\r?\n( *)- /m.exec(text);
  return {
    indent: Math.min(8, Math.max(1, nested?.[2]?.length ?? 2)),
    indentSeq: list === null || (list[2] ?? '').length > (list[1] ?? '').length,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
