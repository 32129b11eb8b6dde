import { AppError } from '../../protocol/app-error';

const PAIR = /\s*([^\s="]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?=\s|$)/y;

/** Reads `key=value other="with blanks"`. */
export function parseTags(text: string | undefined): Record<string, string> {
  const tags: Record<string, string> = {};
  const trimmed = (text ?? '').trim();
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < trimmed.length) {
    const match = PAIR.exec(trimmed);
    if (match === null) {
      throw new AppError(
        'bad_request',
        `Cannot read the tags "${trimmed}": use key=value pairs and quotes for blanks`,
      );
    }
    const [, key = '', quoted, plain] = match;
    tags[key] = quoted === undefined ? (plain ?? '') : quoted.replaceAll(/\\(.)/g, '$1');
  }
  return tags;
}
