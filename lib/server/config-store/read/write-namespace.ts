import type { TextPosition } from '../../../mesh/config/resource';

/** Adds a namespace to an object's text, before its name, which stands at `position`; undefined where it cannot. */
export function writeNamespace(yaml: string, namespace: string, position: TextPosition): string | undefined {
  const lines = yaml.split('\n');
  const line = lines[position.line - 1] ?? '';
  const before = line.slice(0, position.column - 1);
  const rest = line.slice(position.column - 1);
  const key = /^(["']?)name\1\s*:/.exec(rest);
  if (key === null) return undefined;
  const quote = key[1] ?? '';
  const entry = `${quote}namespace${quote}: ${quote}${namespace}${quote}`;
  // In flow style another entry or the brace stands before it.
  const isBlock = before.trim() === '' && !isInFlow(lines, position);
  lines[position.line - 1] = isBlock ? `${before}${entry}\n${before}${rest}` : `${before}${entry}, ${rest}`;
  return lines.join('\n');
}

/** JSON and braces over several lines look like a block: the last bracket before the place tells. */
function isInFlow(lines: readonly string[], { line, column }: TextPosition): boolean {
  const until = [...lines.slice(0, line - 1), (lines[line - 1] ?? '').slice(0, column - 1)].join('\n');
  return /[{,]\s*$/.test(until.replace(/(^|\s)#.*$/gm, '$1'));
}
