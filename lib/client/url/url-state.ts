import type { Codec } from './codec';

/** The parameters a screen owns, by name. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is heterogeneous; StateOf restores each type
export type Shape = Readonly<Record<string, Codec<any>>>;
/** The values of a shape. */
export type StateOf<S extends Shape> = { [K in keyof S]: S[K]['fallback'] };

/** Reads a shape from query parameters. */
export function readUrlState<S extends Shape>(shape: S, params: URLSearchParams): StateOf<S> {
  const entries = Object.entries(shape).map(([name, codec]) => [name, codec.parse(params.get(name))]);
  return Object.fromEntries(entries) as StateOf<S>;
}

/** New query parameters with a patch applied; parameters of others stay as they are. */
export function writeUrlState<S extends Shape>(
  shape: S,
  params: URLSearchParams,
  patch: Partial<StateOf<S>>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(patch)) {
    const printed = shape[name]?.print(value) ?? null;
    if (printed === null) next.delete(name);
    else next.set(name, printed);
  }
  return next;
}

/** Query parameters as people like to read them: commas, colons, slashes and tildes stay themselves. */
export function printQuery(params: URLSearchParams): string {
  const query = params
    .toString()
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%7E', '~');
  return query === '' ? '' : `?${query}`;
}
