import { type Document, isAlias, isMap, isNode, isScalar, visit, type YAMLError } from 'yaml';

/** What is wrong at an offset of a text. */
export interface OffsetProblem {
  message: string;
  offset: number;
}

/** Enough to mend a document by; the rest is often a consequence. */
const MOST_PROBLEMS = 10;

/** Everything that keeps a document from being read, in plain words, first things first. */
export function findYamlProblems(document: Document.Parsed, text: string): OffsetProblem[] {
  const template = findTemplate(document, text);
  if (template !== undefined) return [template];
  const problems = [
    ...document.errors.map((error) => explain(error, document, text)),
    ...findRepeatedKeys(document),
  ];
  // What else the parser says then only follows from the tab.
  const tab = problems.find(({ message }) => message === MESSAGES.TAB_AS_INDENT);
  if (tab !== undefined) return [tab];
  return problems.sort((a, b) => a.offset - b.offset).slice(0, MOST_PROBLEMS);
}

const MESSAGES: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'The line is indented by a tab; YAML takes blanks only',
  MULTILINE_IMPLICIT_KEY:
    'A field name must stand on one line; a colon or the indentation of the next line may be missing',
  BAD_INDENT: 'The indentation does not fit the lines above',
  BAD_COLLECTION_TYPE: 'A list and a mapping are mixed here; check dashes and indentation',
  BLOCK_IN_FLOW: 'Within [ ] and { } everything is written on the same level, without dashes',
};

function explain({ code, message, pos }: YAMLError, document: Document.Parsed, text: string): OffsetProblem {
  const offset = pos[0];
  if (/^Missing closing ["']quote/.test(message)) {
    return { message: 'The quotation mark is not closed', offset: findOpenQuote(document, offset) };
  }
  if (code !== 'BAD_INDENT') return { message: MESSAGES[code] ?? message, offset };
  if (/^ *\t/.test(lineAt(text, offset))) return { message: MESSAGES.TAB_AS_INDENT ?? message, offset };
  return {
    message: message.startsWith('Flow') ? 'A [ or { above is not closed' : (MESSAGES[code] ?? message),
    offset,
  };
}

/** The parser reports where a quoted text ends, which is often the end of the file. */
function findOpenQuote(document: Document.Parsed, end: number): number {
  let open = end;
  visit(document, {
    Scalar: (_, { type, range }) => {
      if (type?.startsWith('QUOTE') && range && range[0] < end && range[2] >= end) open = range[0];
    },
  });
  return open;
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? text.length : end);
}

/** The parser's own search compares every key with every other, which takes minutes for a large mapping. */
function findRepeatedKeys(document: Document.Parsed): OffsetProblem[] {
  const problems: OffsetProblem[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === '<<') continue;
        const name = String(key.value);
        if (seen.has(name))
          problems.push({ message: `"${name}" is there twice`, offset: key.range?.[0] ?? 0 });
        seen.add(name);
      }
      return problems.length < MOST_PROBLEMS ? undefined : visit.BREAK;
    },
  });
  return problems;
}

/** `{{ .Values.host }}` is a mapping with a mapping as key to YAML, and `{% if %}` an error. */
function findTemplate(document: Document.Parsed, text: string): OffsetProblem | undefined {
  const start = document.range[0];
  const own = text.slice(start, document.range[2]);
  const match = /^(?:[^"'#\n]*[\s[,:-])?(\{\{|\{%)[^\n]*/m.exec(own);
  if (match === null || match[1] === undefined) return undefined;
  const offset = start + match.index + match[0].indexOf(match[1]);
  const isPlain = document.errors.length === 0 && !hasMappingAsKey(document);
  if (isPlain) return undefined;
  const placeholder = /^(?:\{\{.*?\}\}|\{%.*?%\})/.exec(text.slice(offset))?.[0] ?? match[1];
  return { message: `"${placeholder}" is a placeholder of a template; render the template first`, offset };
}

function hasMappingAsKey(document: Document.Parsed): boolean {
  let isFound = false;
  visit(document, {
    Pair: (_, { key }) => {
      isFound ||= isMap(key);
      return isFound ? visit.BREAK : undefined;
    },
  });
  return isFound;
}

/** Why the aliases of a document cannot be followed, and where the one stands that cannot. */
export function explainAlias(document: Document.Parsed, error: Error): OffsetProblem {
  const name = /set before the alias\): (.+)$/.exec(error.message)?.[1];
  let offset: number | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (name !== undefined && alias.source !== name) return undefined;
      offset ??= alias.range?.[0];
      return visit.BREAK;
    },
  });
  if (/^Merge sources/.test(error.message)) {
    return {
      message: '"<<" takes the fields of a mapping, or of an alias of one',
      offset: findMerge(document),
    };
  }
  const message = /alias count/.test(error.message)
    ? 'The aliases of the document stand for too much: it would grow without bound'
    : name === undefined
      ? error.message
      : `Alias "*${name}" refers to nothing that is named "&${name}" before it`;
  return { message, offset: offset ?? document.range[0] };
}

/** Where the first `<<` stands that merges no mapping. */
function findMerge(document: Document.Parsed): number {
  let offset: number | undefined;
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.source !== '<<' || isMap(value) || isAlias(value)) return undefined;
      offset = key.range?.[0];
      return visit.BREAK;
    },
  });
  return offset ?? document.range[0];
}

/** An alias within what it stands for has no end. */
export function findEndlessAlias(document: Document.Parsed): OffsetProblem | undefined {
  let found: OffsetProblem | undefined;
  visit(document, {
    Alias: (_, alias, path) => {
      const isWithin = path.some((node) => isNode(node) && 'anchor' in node && node.anchor === alias.source);
      if (!isWithin) return undefined;
      found = {
        message: `Alias "*${alias.source}" stands within what it refers to`,
        offset: alias.range?.[0] ?? 0,
      };
      return visit.BREAK;
    },
  });
  return found;
}
