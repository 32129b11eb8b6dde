/** Who sends a request to a console that asks for no sign-in, for the history of changes; it opens nothing. */
export const USER_HEADER = 'x-meshscope-user';

/** The most characters of a name. */
export const MOST_NAME = 64;

/** Letters of any script first, so that no name looks like an address, an option or nothing at all. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N} .,'@_-]*$/u;

/** Whether people may go by this name in the history. */
export function isUserName(name: string): boolean {
  return name.length <= MOST_NAME && NAME.test(name);
}

/** A name as the value of the header, which carries ASCII only. */
export function printUserName(name: string): string {
  return encodeURIComponent(name);
}

/** The name in a header's value; undefined where it is none. */
export function readUserName(value: string): string | undefined {
  try {
    const name = decodeURIComponent(value).trim();
    return isUserName(name) ? name : undefined;
  } catch {
    return undefined;
  }
}
