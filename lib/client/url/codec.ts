/** How one query parameter becomes a value. `parse` is total: bad text is the default, never an error. */
export type Codec<T> = {
  readonly fallback: T;
  parse(text: string | null): T;
  /** The text for the address bar; null leaves the parameter out. */
  print(value: T): string | null;
};

/** Free text. */
export function text(fallback = ''): Codec<string> {
  return {
    fallback,
    parse: (raw) => raw ?? fallback,
    print: (value) => (value === fallback ? null : value),
  };
}

/** Text that may be absent, such as what is selected. */
export const optionalText: Codec<string | undefined> = {
  fallback: undefined,
  parse: (raw) => (raw === null || raw === '' ? undefined : raw),
  print: (value) => value ?? null,
};

/** A number, possibly absent. */
export const optionalNumber: Codec<number | undefined> = {
  fallback: undefined,
  parse: (raw) => (raw !== null && raw !== '' && Number.isFinite(Number(raw)) ? Number(raw) : undefined),
  print: (value) => (value === undefined ? null : String(value)),
};

/** One of a closed set of words. */
export function oneOf<const T extends string>(words: readonly T[], fallback: NoInfer<T>): Codec<T> {
  return {
    fallback,
    parse: (raw) => words.find((word) => word === raw) ?? fallback,
    print: (value) => (value === fallback ? null : value),
  };
}

/** On or off. */
export function flag(fallback = false): Codec<boolean> {
  return {
    fallback,
    parse: (raw) => (raw === null ? fallback : raw === '1'),
    print: (value) => (value === fallback ? null : value ? '1' : '0'),
  };
}

/** A set of names, joined by commas; the order is kept, repeats are dropped. */
export const names: Codec<readonly string[]> = {
  fallback: [],
  parse: (raw) =>
    raw === null || raw === '' ? names.fallback : [...new Set(raw.split(',').filter(Boolean))],
  print: (value) => (value.length === 0 ? null : value.join(',')),
};

/** Several words of a closed set, joined by commas; printed only when it differs from the fallback. */
export function someOf<const T extends string>(
  words: readonly T[],
  fallback: readonly T[] = [],
): Codec<readonly T[]> {
  const join = (value: readonly T[]) => words.filter((word) => value.includes(word)).join(',');
  return {
    fallback,
    parse: (raw) => (raw === null ? fallback : words.filter((word) => raw.split(',').includes(word))),
    print: (value) => (join(value) === join(fallback) ? null : join(value)),
  };
}
