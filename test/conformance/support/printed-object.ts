/** A place in a text; line and column count from 1. */
export interface Place {
  line: number;
  column: number;
}

/** An object as YAML that is printed here line by line, so that where each field stands is known without a parser. */
export interface PrintedObject {
  text: string;
  /** Where a field's key or a list's item stands; for one that is not there, where its nearest ancestor does. */
  placeOf: (path: string) => Place;
}

export function printObject(object: object): PrintedObject {
  const lines: string[] = [];
  const places = new Map<string, Place>();
  const print = (value: object, path: string, indent: string): void => {
    const isList = Array.isArray(value);
    for (const [name, child] of Object.entries(value) as [string, unknown][]) {
      const own = isList ? `${path}[${name}]` : `${path}${keyStep(name, path === '')}`;
      const head = `${indent}${isList ? '-' : `${JSON.stringify(name)}:`}`;
      lines.push(hasEntries(child) ? head : `${head} ${JSON.stringify(child)}`);
      places.set(own, placeOfEntry(isList, hasEntries(child), lines.length, indent.length));
      if (hasEntries(child)) print(child, own, `${indent}  `);
    }
  };
  print(object, '', '');
  return { text: `${lines.join('\n')}\n`, placeOf: (path) => findPlace(places, plainPath(path)) };
}

/** A key stands where it is written; an item behind its dash, or on the next line. */
function placeOfEntry(isItem: boolean, isNested: boolean, line: number, indent: number): Place {
  return { line: isItem && isNested ? line + 1 : line, column: indent + (isItem ? 3 : 1) };
}

function hasEntries(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function findPlace(places: ReadonlyMap<string, Place>, path: string): Place {
  for (let at = path; at !== ''; at = at.replace(/(?:\.?[^.[\]]+|\[[^[\]]+\])$/, '')) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  return { line: 1, column: 1 };
}

/** `tags["a"]` and `tags.a` are one place, and so they are written here. */
export function plainPath(path: string): string {
  return path.replaceAll(/\["([\w-]+)"\]/g, '.$1');
}

function keyStep(name: string, isFirst: boolean): string {
  if (!/^[\w-]+$/.test(name)) return `["${name}"]`;
  return isFirst ? name : `.${name}`;
}

type Step = string | number;

/** The object with `value` at a path; absent values are taken away. */
export function withValueAt<Value>(target: Value, path: string, value: unknown): Value {
  const [step, ...rest] = stepsOf(path);
  return put(target, step, rest, value) as Value;
}

/** Only `[n]` is a place in a list. */
function stepsOf(path: string): Step[] {
  const steps = path.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g);
  return Array.from(steps, ([, quoted, index, name]) =>
    index === undefined ? (quoted ?? name ?? '') : Number(index),
  );
}

function put(target: unknown, step: Step | undefined, rest: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  const [next, ...others] = rest;
  if (Array.isArray(target)) {
    const copy = [...target];
    if (value === undefined && next === undefined) copy.splice(Number(step), 1);
    else copy[Number(step)] = put(copy[Number(step)], next, others, value);
    return copy;
  }
  if (target === undefined || target === null) {
    const inner = put(undefined, next, others, value);
    return typeof step === 'number' ? [inner] : { [step]: inner };
  }
  const { [step]: old, ...kept } = target as Record<string, unknown>;
  const changed = put(old, next, others, value);
  if (changed === undefined) return kept;
  return Object.fromEntries(Object.entries({ ...(target as object), [step]: changed }));
}
