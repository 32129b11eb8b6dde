/** PostgreSQL's text cannot hold U+0000: it becomes the replacement character. */
export function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}
