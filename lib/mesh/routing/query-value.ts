/** The first value of a query parameter, decoded; undefined when the query does not name it. */
export function findQueryValue(query: string, name: string): string | undefined {
  return find(query, name, decode);
}

/** The same as it stands: what routes are matched by, as Envoy decodes nothing there. */
export function findWrittenQueryValue(query: string, name: string): string | undefined {
  return find(query, name, (text) => text);
}

function find(query: string, name: string, read: (text: string) => string): string | undefined {
  if (query === '') return undefined;
  for (const part of query.split('&')) {
    const mark = part.indexOf('=');
    const key = mark < 0 ? part : part.slice(0, mark);
    if (read(key) === name) return mark < 0 ? '' : read(part.slice(mark + 1));
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
