/** A stretch of a text: one document with everything that belongs to it. */
export interface DocumentChunk {
  text: string;
  /** Where the chunk begins in the whole text. */
  offset: number;
  /** False for blank lines and comments before the first document. */
  isDocument: boolean;
}

const START = /^---(?:[ \t].*)?\r?$/;
const END = /^\.\.\.(?:[ \t].*)?\r?$/;

/**
 * Cuts a YAML text into its documents, byte for byte; joined they are the text again. A line of `---` always begins a
 * document and `...` always ends one, whatever is open (YAML 1.2, 9.1.2), so that no parser is needed.
 */
export function splitDocuments(text: string): DocumentChunk[] {
  const chunks: DocumentChunk[] = [];
  let begin = 0;
  const cut = (end: number): void => {
    if (end === begin) return;
    const part = text.slice(begin, end);
    chunks.push({ text: part, offset: begin, isDocument: START.test(firstLine(part)) || hasContent(part) });
    begin = end;
  };
  for (let lineStart = 0; lineStart < text.length; ) {
    const newline = text.indexOf('\n', lineStart);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(lineStart, newline < 0 ? text.length : newline);
    if (START.test(line)) cut(lineStart);
    else if (END.test(line)) cut(next);
    lineStart = next;
  }
  cut(text.length);
  return chunks;
}

function firstLine(text: string): string {
  const newline = text.indexOf('\n');
  return newline < 0 ? text : text.slice(0, newline);
}

function hasContent(text: string): boolean {
  return text.split('\n').some((line) => !/^\s*(?:#.*)?$/.test(line) && !END.test(line));
}
