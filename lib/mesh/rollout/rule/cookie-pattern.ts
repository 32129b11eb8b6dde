/** An RE2 pattern of the whole Cookie header for one cookie with exactly this value. */
export function cookiePattern(name: string, value: string): string {
  return `(.*;\\s*)?${escapePattern(name)}=${escapePattern(value)}(\\s*;.*)?`;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
