type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of mappings (`fault.delay`); the value itself for an empty path. */
export function valueAt(value: unknown, path: string): unknown {
  let current = value;
  for (const step of stepsOf(path)) current = isMapping(current) ? current[step] : undefined;
  return current;
}

/** A copy with another value at a path; undefined takes it away, with every mapping that holds nothing else. */
export function withValueAt(value: unknown, path: string, next: unknown): unknown {
  return replace(value, stepsOf(path), next);
}

function replace(value: unknown, [step, ...rest]: readonly string[], next: unknown): unknown {
  if (step === undefined) return next;
  const fields = isMapping(value) ? value : {};
  const inner = replace(fields[step], rest, next);
  if (inner !== undefined) return { ...fields, [step]: inner };
  if (!(step in fields)) return value;
  const { [step]: _, ...others } = fields;
  return Object.keys(others).length === 0 ? undefined : others;
}

function stepsOf(path: string): string[] {
  return path === '' ? [] : path.split('.');
}

/** Whether two plain values are the same, whatever the order of their keys. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSameValue(item, b[index]));
  }
  if (!isMapping(a) || !isMapping(b)) return false;
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  const others = Object.keys(b).filter((key) => b[key] !== undefined);
  return keys.length === others.length && keys.every((key) => isSameValue(a[key], b[key]));
}
