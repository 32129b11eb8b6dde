import type { HttpMatch, StringMatch } from '../../config/kinds/virtual-service';

type StringMatches = Readonly<Record<string, StringMatch>>;

/**
 * The matches of a delegate under those of its root: each pair that can be true together, combined. Undefined when one of
 * the delegate's matches fits under none of the root's: its rule then does not apply at all.
 */
export function mergeMatches(
  root: readonly HttpMatch[],
  leaf: readonly HttpMatch[],
): readonly HttpMatch[] | undefined {
  if (root.length === 0) return leaf;
  if (leaf.length === 0) return root;
  const merged: HttpMatch[] = [];
  for (const match of leaf) {
    const fitting = root.filter((above) => !conflicts(above, match));
    if (fitting.length === 0) return undefined;
    merged.push(...fitting.map((above) => mergeMatch(above, match)));
  }
  return merged;
}

function mergeMatch(root: HttpMatch, leaf: HttpMatch): HttpMatch {
  const names = [root.name, leaf.name].filter((name) => name !== undefined && name !== '');
  return {
    ...root,
    ...leaf,
    ...(names.length === 0 ? {} : { name: names.join('-') }),
    headers: { ...root.headers, ...leaf.headers },
    withoutHeaders: { ...root.withoutHeaders, ...leaf.withoutHeaders },
    queryParams: { ...root.queryParams, ...leaf.queryParams },
    sourceLabels: { ...root.sourceLabels, ...leaf.sourceLabels },
    gateways: (leaf.gateways ?? []).length > 0 ? (leaf.gateways ?? []) : (root.gateways ?? []),
  };
}

function conflicts(root: HttpMatch, leaf: HttpMatch): boolean {
  return (
    (['uri', 'scheme', 'method', 'authority'] as const).some((field) =>
      textConflicts(root[field], leaf[field]),
    ) ||
    (['headers', 'withoutHeaders', 'queryParams'] as const).some((field) =>
      mapConflicts(root[field], leaf[field]),
    ) ||
    (root.ignoreUriCase === true) !== (leaf.ignoreUriCase === true) ||
    valueConflicts(root.port, leaf.port) ||
    valueConflicts(root.sourceNamespace, leaf.sourceNamespace) ||
    labelsConflict(root.sourceLabels, leaf.sourceLabels) ||
    gatewaysConflict(root.gateways ?? [], leaf.gateways ?? [])
  );
}

function mapConflicts(root: StringMatches | undefined, leaf: StringMatches | undefined): boolean {
  return Object.entries(leaf ?? {}).some(([key, match]) => textConflicts(root?.[key], match));
}

/** The leaf must ask for no more than the root lets through; neither patterns nor mere presence can be compared. */
function textConflicts(root: StringMatch | undefined, leaf: StringMatch | undefined): boolean {
  if (root === undefined || leaf === undefined) return false;
  if (filled(root.regex) || filled(leaf.regex)) return true;
  if (filled(root.exact)) return leaf.exact !== root.exact;
  const value = filled(leaf.exact) ? leaf.exact : leaf.prefix;
  return !filled(root.prefix) || !(value ?? '').startsWith(root.prefix ?? '');
}

function filled(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}

function valueConflicts(root: string | number | undefined, leaf: string | number | undefined): boolean {
  return Boolean(root) && Boolean(leaf) && root !== leaf;
}

function labelsConflict(
  root: Readonly<Record<string, string>> = {},
  leaf: Readonly<Record<string, string>> = {},
): boolean {
  return Object.entries(leaf).some(([key, value]) => root[key] !== undefined && root[key] !== value);
}

function gatewaysConflict(root: readonly string[], leaf: readonly string[]): boolean {
  return root.length > 0 && leaf.some((gateway) => !root.includes(gateway));
}
