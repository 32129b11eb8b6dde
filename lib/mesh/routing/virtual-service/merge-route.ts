import type { HeaderOperations, HttpMatch, HttpRoute } from '../../config/kinds/virtual-service';

type Headers = NonNullable<HttpRoute['headers']>;

/** A delegate's rule under its root's: what the delegate says wins, what it leaves open the root fills; headers are joined. */
export function mergeRoute(root: HttpRoute, leaf: HttpRoute, match: readonly HttpMatch[]): HttpRoute {
  const { delegate: _, name: rootName = '', ...inherited } = root;
  const names = [rootName, leaf.name ?? ''].filter((name) => name !== '');
  const hasMirror = leaf.mirror !== undefined || leaf.mirrors !== undefined;
  const { mirror, mirrors, mirrorPercent, mirrorPercentage, ...rest } = inherited;
  const copies = withoutAbsent({ mirror, mirrors, mirrorPercent, mirrorPercentage });
  const headers = mergeHeaders(root.headers, leaf.headers);
  return {
    ...rest,
    ...(hasMirror ? {} : copies),
    ...withoutAbsent(leaf),
    name: names.join('-'),
    match,
    ...(headers === undefined ? {} : { headers }),
  };
}

function mergeHeaders(root: Headers | undefined, leaf: Headers | undefined): Headers | undefined {
  if (root === undefined) return leaf;
  if (leaf === undefined) return root;
  return {
    request: mergeOperations(root.request, leaf.request),
    response: mergeOperations(root.response, leaf.response),
  };
}

function mergeOperations(root: HeaderOperations = {}, leaf: HeaderOperations = {}): HeaderOperations {
  return {
    set: { ...root.set, ...leaf.set },
    add: { ...root.add, ...leaf.add },
    remove: [...new Set([...(root.remove ?? []), ...(leaf.remove ?? [])])],
  };
}

function withoutAbsent<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
