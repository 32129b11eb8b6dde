/** A node or edge id as people say it: `bookinfo/productpage-v1 → bookinfo/reviews-v1`. */
export function describeOf(id: string): string {
  const bare = (node: string) => node.replace(/^[a-z]+:/i, '').replace(/~.*$/, '');
  const [source = '', target] = id.replace(/#[a-z]+$/, '').split('->');
  return target === undefined ? bare(source) : `${bare(source)} → ${bare(target)}`;
}
