import type { OffsetProblem } from './yaml-problems';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BLANK = 32;
/** What decoders put where bytes were no UTF-8. */
const REPLACEMENT = 0xfffd;

/** The first character that no YAML text may hold, and what it tells of the file; parsers pass over it or stumble later. */
export function findBadCharacter(text: string): OffsetProblem | undefined {
  for (let offset = 0; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code >= BLANK ? code !== REPLACEMENT : code === LINE_FEED || code === TAB) continue;
    if (code === CARRIAGE_RETURN && text.charCodeAt(offset + 1) === LINE_FEED) continue;
    return { message: describe(code), offset };
  }
  return undefined;
}

function describe(code: number): string {
  if (code === REPLACEMENT) return 'The text is not UTF-8; save it as UTF-8';
  if (code === CARRIAGE_RETURN) return 'The line ends in a carriage return alone; LF or CR LF is wanted';
  const name = code === 0 ? 'a NUL character' : `the control character U+${hex(code)}`;
  return `The text holds ${name}, which is not allowed in YAML`;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
