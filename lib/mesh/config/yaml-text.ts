import {
  Composer,
  type CST,
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  LineCounter,
  Parser,
} from 'yaml';
import { parsePath } from './parse-path';
import type { TextPosition } from './resource';
import { findBadCharacter } from './yaml-characters';
import { findTooDeep } from './yaml-nesting';
import { explainAlias, findEndlessAlias, findYamlProblems, type OffsetProblem } from './yaml-problems';

/** Bounds of what is read as YAML. */
const YAML_LIMITS = {
  /** Characters of one text. */
  characters: 10 * 1024 * 1024,
  /** Aliases that may be resolved in one document: more is an attack. */
  aliases: 100,
} as const;

/** Why a text, or one document of it, could not be read. */
export interface YamlProblem {
  message: string;
  position: TextPosition;
}

/** One document of a YAML text: its value and the place of each of its fields. */
export interface YamlDocument {
  value: unknown;
  position: TextPosition;
  problems: readonly YamlProblem[];
  /** The place of a field's key, or of its nearest written ancestor. */
  locate(path: string): TextPosition;
}

/** Reads every document of a YAML (or JSON) text; broken documents carry their problems and no value. */
export function readYaml(text: string): YamlDocument[] {
  if (text.length > YAML_LIMITS.characters) {
    const message = `The text has ${text.length} characters; at most ${YAML_LIMITS.characters} are read`;
    return [emptyDocument({ message, position: { line: 1, column: 1 } })];
  }
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const problem = findBadCharacter(text) ?? findDeepest(tokens);
  if (problem !== undefined) {
    const { message, offset } = problem;
    return [emptyDocument({ message, position: positionAt(lines, offset) })];
  }
  const documents = new Composer({
    // Repeated keys are looked for apart: the parser's own search is quadratic.
    uniqueKeys: false,
    // Kubernetes reads `<<`.
    merge: true,
    logLevel: 'silent',
    prettyErrors: false,
  }).compose(tokens);
  return Array.from(documents, (document) => readDocument(document, lines, text));
}

function findDeepest(tokens: readonly CST.Token[]): OffsetProblem | undefined {
  for (const token of tokens) {
    const offset = findTooDeep(token);
    if (offset !== undefined) return { message: 'The document is nested too deeply', offset };
  }
  return undefined;
}

function readDocument(document: Document.Parsed, lines: LineCounter, text: string): YamlDocument {
  const position = positionAt(lines, document.contents?.range?.[0] ?? document.range[0]);
  const problems = findYamlProblems(document, text);
  const read = problems.length > 0 ? { value: undefined } : toValue(document);
  if (read.problem !== undefined) problems.push(read.problem);
  return {
    value: read.value,
    position,
    problems: problems.map(({ message, offset }) => ({ message, position: positionAt(lines, offset) })),
    locate: (path) => locate(document, lines, path) ?? position,
  };
}

function toValue(document: Document.Parsed): { value: unknown; problem?: OffsetProblem } {
  const endless = findEndlessAlias(document);
  if (endless !== undefined) return { value: undefined, problem: endless };
  try {
    return { value: document.toJS({ maxAliasCount: YAML_LIMITS.aliases }) };
  } catch (error) {
    return { value: undefined, problem: explainAlias(document, error as Error) };
  }
}

function locate(document: Document.Parsed, lines: LineCounter, path: string): TextPosition | undefined {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0];
  for (const step of parsePath(path)) {
    if (!isCollection(node)) break;
    if (isMap(node)) {
      const pair = node.items.find((item) => isNode(item.key) && String(item.key) === String(step));
      if (!isPair(pair)) break;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else {
      const item = node.items[Number(step)];
      if (!isNode(item)) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    }
  }
  return offset === undefined ? undefined : positionAt(lines, offset);
}

function positionAt(lines: LineCounter, offset: number): TextPosition {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function emptyDocument(problem: YamlProblem): YamlDocument {
  return {
    value: undefined,
    position: problem.position,
    problems: [problem],
    locate: () => problem.position,
  };
}
