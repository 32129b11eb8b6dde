/** One document of a YAML text as it was written. */
export interface TextDocument {
  text: string;
  /** Of its first line, from 1. */
  line: number;
}

/** A document marker stands in the first column, whatever surrounds it (YAML 1.2, section 9.1). */
const MARKER = /^(?:---|\.\.\.)(?=[ \t\r]|$)/;
const BARE_START = /^---[ \t\r]*(?:#.*)?$/;
const NO_CONTENT = /^[ \t\r]*(?:#.*)?$/;

/**
 * The documents of a text, without the markers between them. They are read one by one, so that a broken one does not take
 * the others with it and a long text does not hold up everything else; empty ones are left out.
 */
export function splitDocuments(text: string): TextDocument[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const documents: TextDocument[] = [];
  let first = 0;
  const end = (next: number): void => {
    const part = lines.slice(first, next);
    if (part.some((line) => !NO_CONTENT.test(line) && !line.startsWith('%') && !BARE_START.test(line))) {
      documents.push({ text: `${part.join('\n').trimEnd()}\n`, line: first + 1 });
    }
  };
  for (const [index, line] of lines.entries()) {
    if (!MARKER.test(line)) continue;
    // Directives stand before the marker of the document they are for.
    const isAfterDirectives = index > first && lines.slice(first, index).every((one) => isDirective(one));
    if (isAfterDirectives) continue;
    end(index);
    first = line.startsWith('...') || BARE_START.test(line) ? index + 1 : index;
  }
  end(lines.length);
  return documents;
}

function isDirective(line: string): boolean {
  return line.startsWith('%') || NO_CONTENT.test(line);
}
