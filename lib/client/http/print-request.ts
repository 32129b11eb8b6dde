/** Query values by name; what is undefined, empty or an empty list is left out. */
export type QueryValues = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A query string with its `?`, or nothing; lists are joined by commas. */
export function printQueryString(query: QueryValues = {}): string {
  const params = new URLSearchParams(printParams(query));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Values as an endpoint and a live topic take them: all text. */
export function printParams(query: QueryValues): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text !== '') params[name] = text;
  }
  return params;
}

/** Fills the `:names` of a path. */
export function printPath(path: string, params: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}
