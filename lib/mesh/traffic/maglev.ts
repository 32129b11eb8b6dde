import { hashText } from './hash-text';
import { type BalancedHost, type LoadBalancer, pickRandom, type Random } from './load-balancer';

const SKIP_SEED = 0x9747b28c;

interface Builder {
  readonly owner: number;
  readonly offset: number;
  readonly skip: number;
  readonly share: number;
  next: number;
  due: number;
}

/**
 * Maglev (Eisenbud et al. 2016): a table of a prime size that the hosts fill in turns, each by its own permutation.
 * Shares are truer than a ring's and a lookup is one step; a host that leaves moves a few keys of the others too.
 */
export function createMaglev<Host extends BalancedHost>(
  hosts: readonly Host[],
  tableSize: number,
  random: Random,
): LoadBalancer<Host> {
  const table = buildTable(hosts, tableSize);
  return {
    choose: (hash) => (hash === undefined ? pickRandom(hosts, random) : hosts[table[hash % tableSize] ?? 0]),
  };
}

function buildTable(hosts: readonly BalancedHost[], size: number): Int32Array {
  const table = new Int32Array(size).fill(-1);
  const builders = createBuilders(hosts, size);
  for (let filled = 0, turn = 1; filled < size && builders.length > 0; turn++) {
    for (const builder of builders) {
      // A lighter host sits out turns.
      if (turn * builder.share < builder.due) continue;
      builder.due++;
      if (filled === size) break;
      table[takeSlot(table, builder, size)] = builder.owner;
      filled++;
    }
  }
  return table;
}

/** In an order that does not depend on the list's. */
function createBuilders(hosts: readonly BalancedHost[], size: number): Builder[] {
  const heaviest = Math.max(...hosts.map((host) => host.weight));
  const builders = hosts.map((host, owner) => ({
    owner,
    offset: hashText(host.key) % size,
    skip: (hashText(host.key, SKIP_SEED) % (size - 1)) + 1,
    share: host.weight / heaviest,
    next: 0,
    due: 1,
  }));
  return builders.sort((a, b) => ((hosts[a.owner]?.key ?? '') < (hosts[b.owner]?.key ?? '') ? -1 : 1));
}

function takeSlot(table: Int32Array, builder: Builder, size: number): number {
  for (;;) {
    const slot = (builder.offset + builder.skip * builder.next++) % size;
    if (table[slot] === -1) return slot;
  }
}
