import { COLON, CR, FIELD_VALUE, HTAB, LF, SP, TOKEN } from './char-class';
import type { HeaderBlock } from './header-block';
import { findHeaderId } from './header-id';
import type { HttpFault } from './http-fault';

/**
 * Fills `block` with the lines of its text from `start` to the empty line that ends the text. Strict: no folding, no
 * space around the name, no bare CR or LF, no control character (RFC 9112 5 and 2.2 allow refusing all of them).
 */
export function parseHeaderLines(block: HeaderBlock, start: number): HttpFault | undefined {
  const text = block.text;
  let at = start;
  while (text.charCodeAt(at) !== CR) {
    if (block.count === block.capacity) return 'too-many-headers';
    let nameEnd = at;
    while (TOKEN[text.charCodeAt(nameEnd)] === 1) nameEnd++;
    if (nameEnd === at || text.charCodeAt(nameEnd) !== COLON) return explainName(text, at, nameEnd);
    let valueStart = nameEnd + 1;
    while (isBlank(text.charCodeAt(valueStart))) valueStart++;
    let end = valueStart;
    while (FIELD_VALUE[text.charCodeAt(end)] === 1) end++;
    if (text.charCodeAt(end) !== CR || text.charCodeAt(end + 1) !== LF) return explainValue(text, end);
    let valueEnd = end;
    while (valueEnd > valueStart && isBlank(text.charCodeAt(valueEnd - 1))) valueEnd--;
    block.add(findHeaderId(text, at, nameEnd), at, nameEnd, valueStart, valueEnd, end + 2);
    at = end + 2;
  }
  return text.charCodeAt(at + 1) === LF ? undefined : 'bare-cr';
}

function isBlank(code: number): boolean {
  return code === SP || code === HTAB;
}

function explainName(text: string, start: number, end: number): HttpFault {
  const code = text.charCodeAt(end);
  if (isBlank(code)) return start === end ? 'obs-fold' : 'space-before-colon';
  if (code === LF) return 'bare-lf';
  return 'bad-header-name';
}

function explainValue(text: string, end: number): HttpFault {
  const code = text.charCodeAt(end);
  if (code === LF) return 'bare-lf';
  return code === CR ? 'bare-cr' : 'bad-header-value';
}
