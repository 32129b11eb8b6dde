/** The first value of a query parameter, decoded; undefined when the query does not name it. */
export function findQueryValue(query: string, name: string): string | undefined {
  if (query === '') return undefined;
  for (const part of query.split('&')) {
    const mark = part.indexOf('=');
    const key = mark < 0 ? part : part.slice(0, mark);
    if (decode(key) === name) return mark < 0 ? '' : decode(part.slice(mark + 1));
  }
  return undefined;
}

/** Envoy decodes percent signs only, and leaves what is not a valid escape as it stands. */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
