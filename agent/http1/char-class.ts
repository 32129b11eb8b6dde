/** Byte classes as 0/1 tables: one lookup a byte, no regular expression on the path. */
function createClass(isMember: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (isMember(byte) ? 1 : 0));
}

const TOKEN_MARKS = "!#$%&'*+-.^_`|~";

const isAlphanumeric = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** tchar of RFC 9110 5.6.2: methods and field names. */
export const TOKEN = createClass((b) => isAlphanumeric(b) || TOKEN_MARKS.includes(String.fromCharCode(b)));

/** Field content of RFC 9110 5.5: HTAB, SP, visible characters and obs-text, never another control character. */
export const FIELD_VALUE = createClass((b) => b === 0x09 || (b >= 0x20 && b !== 0x7f));

/** What may stand in a request target: visible ASCII. A fragment (#) is never sent to a server. */
export const TARGET = createClass((b) => b > 0x20 && b < 0x7f && b !== 0x23);

/** What may stand in Host: reg-name, IPv4, bracketed IPv6 and a port; no userinfo, path or list. */
export const HOST = createClass(
  (b) => isAlphanumeric(b) || "-._~!$&'()*+;=:[]%".includes(String.fromCharCode(b)),
);

/** Value of a hex digit, 255 for any other byte. */
export const HEX_VALUE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase());
  return digit < 0 ? 255 : digit;
});

export const HTAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SP = 0x20;
export const COLON = 0x3a;
