/** The item that a draw in [0, 1) hits, by shares of `total`; undefined when all weigh nothing. */
export function chooseByWeight<Item extends { readonly weight: number }>(
  items: readonly Item[],
  total: number,
  draw: number,
): Item | undefined {
  let left = draw * total;
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return items.findLast((item) => item.weight > 0);
}
