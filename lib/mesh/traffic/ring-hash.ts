import { hashText } from './hash-text';
import { type BalancedHost, type LoadBalancer, pickRandom, type Random } from './load-balancer';

/** Envoy's bound of a ring. */
const LARGEST_RING = 8 * 1024 * 1024;

/**
 * Ketama: every host owns many places on a ring of 2^32, a key belongs to the next place. A host's number of places
 * depends on its own weight alone, not on how many hosts there are (Envoy divides the ring's size by them): a host that
 * leaves gives away its own keys and moves no other.
 */
export function createRingHash<Host extends BalancedHost>(
  hosts: readonly Host[],
  minimumSize: number,
  random: Random,
): LoadBalancer<Host> {
  const ring = buildRing(hosts, minimumSize);
  return {
    choose: (hash) =>
      hash === undefined ? pickRandom(hosts, random) : hosts[ring.owners[findPlace(ring.places, hash)] ?? 0],
  };
}

interface Ring {
  /** Sorted. */
  readonly places: Uint32Array;
  /** Index of the host of each place. */
  readonly owners: Uint32Array;
}

function buildRing(hosts: readonly BalancedHost[], minimumSize: number): Ring {
  const lightest = Math.min(...hosts.map((host) => host.weight));
  const heaviest = Math.max(...hosts.map((host) => host.weight));
  const perLightest = Math.ceil(
    Math.min(minimumSize / 2, (LARGEST_RING / hosts.length) * (lightest / heaviest)),
  );
  const places: { place: number; owner: number }[] = [];
  hosts.forEach((host, owner) => {
    const count = Math.max(1, Math.round((perLightest * host.weight) / lightest));
    for (let i = 0; i < count; i++) places.push({ place: hashText(`${host.key}_${i}`), owner });
  });
  // Two places on one spot: the host's name decides, so that order of the list does not matter.
  places.sort((a, b) => a.place - b.place || compareKeys(hosts[a.owner], hosts[b.owner]));
  return {
    places: Uint32Array.from(places, ({ place }) => place),
    owners: Uint32Array.from(places, ({ owner }) => owner),
  };
}

function compareKeys(a: BalancedHost | undefined, b: BalancedHost | undefined): number {
  return (a?.key ?? '') < (b?.key ?? '') ? -1 : 1;
}

/** The first place at or behind `hash`, around the ring. */
function findPlace(places: Uint32Array, hash: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return low === places.length ? 0 : low;
}
