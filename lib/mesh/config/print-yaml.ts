import { parseDocument, stringify } from 'yaml';

/** A value as YAML, long strings unbroken. */
export function printYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** The text of one document without some fields; comments elsewhere stay. The text itself when it has none of them. */
export function removeYamlFields(text: string, paths: readonly (readonly string[])[]): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  const present = paths.filter((path) => document.hasIn(path));
  for (const path of present) document.deleteIn(path);
  return present.length === 0 ? text : document.toString({ lineWidth: 0 });
}
