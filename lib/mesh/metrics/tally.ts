/** From how many keys on looking one up by walking costs more than a Map. */
const FEW = 12;

/**
 * Amounts by key for what mostly has one to a handful of keys (the codes and hosts of an edge): two arrays of exactly
 * their size take a tenth of a Map's memory, and a mesh has thousands of them. A Map finds the keys once there are many.
 */
export class Tally<K> {
  keys: readonly K[] = NONE;
  amounts: number[] = NO_AMOUNTS;
  private index: Map<K, number> | undefined;

  /** Adds to a key's amount, which is 0 before. */
  add(key: K, amount: number): void {
    const at = this.find(key);
    if (at >= 0) this.amounts[at] = (this.amounts[at] ?? 0) + amount;
    else this.append(key, amount);
  }

  /** Adds every amount of another one. */
  addAll({ keys, amounts }: Tally<K>): void {
    for (const [at, key] of keys.entries()) this.add(key, amounts[at] ?? 0);
  }

  private append(key: K, amount: number): void {
    if (this.index !== undefined) {
      this.index.set(key, this.keys.length);
      (this.keys as K[]).push(key);
      this.amounts.push(amount);
      return;
    }
    this.keys = withOne(this.keys, key);
    this.amounts = withOne(this.amounts, amount);
    if (this.keys.length > FEW) this.index = new Map(this.keys.map((one, at) => [one, at]));
  }

  private find(key: K): number {
    if (this.index !== undefined) return this.index.get(key) ?? -1;
    const { keys } = this;
    for (let at = 0; at < keys.length; at++) if (keys[at] === key) return at;
    return -1;
  }
}

/** A copy with one more; an array that is pushed to, or spread and added to, keeps room for 17 more. */
export function withOne<T>(list: readonly T[], one: T): T[] {
  const { length } = list;
  const longer = new Array<T>(length + 1);
  for (let at = 0; at < length; at++) longer[at] = list[at] as T;
  longer[length] = one;
  return longer;
}

const NONE: readonly never[] = [];
const NO_AMOUNTS: number[] = [];
