import type { Path, Versions } from '../support/faults/synthetic-mesh';

const NAMES = [
  ...[
    'accounts',
    'basket',
    'billing',
    'booking',
    'catalogue',
    'checkout',
    'geo',
    'invoices',
    'mail',
    'media',
  ],
  ...['offers', 'pricing', 'profile', 'quotes', 'rates', 'reports', 'search', 'shipping', 'tax', 'warehouse'],
];
const VERBS = ['GET', 'POST', 'PUT'];
const MOST_CALLS = 14;

/** A mesh nobody tuned anything on, and which parts of it a fault may be put into. */
export interface RandomMesh {
  /** In an order in which callers stand before those they call. */
  paths: readonly Path[];
  versions: Versions;
  /** Every service that is called. */
  services: readonly string[];
}

/** A gateway and six to ten services in three layers behind it, some of them with two or three versions. */
export function makeRandomMesh(random: () => number): RandomMesh {
  const names = shuffled(NAMES, random).slice(0, 6 + Math.floor(random() * 5));
  const front = names.slice(0, 2);
  const middle = names.slice(2, 2 + Math.ceil((names.length - 2) / 2));
  const back = names.slice(2 + middle.length);
  const ends = new Map(names.map((name) => [name, makeEnd(name, random)]));
  const paths: Path[] = [];
  const link = (from: string, to: string, rate: number) => {
    const { operations, ownMs } = ends.get(to) ?? { operations: [], ownMs: 1 };
    paths.push({ from, to, rate, operations, ownMs });
  };
  for (const to of front) link('gateway', to, 8 + random() * 8);
  linkLayer(paths, front, middle, random, link);
  linkLayer(paths, middle, back, random, link);
  const versioned = names.filter(() => random() < 0.4).map((name) => [name, makeVersions(random)] as const);
  return { paths, versions: Object.fromEntries(versioned), services: names };
}

/**
 * Each of `below` is called by one or two of `above`, with a share of what those are asked: were it all, what fails now and
 * then everywhere would add up to more than a healthy mesh has.
 */
function linkLayer(
  paths: readonly Path[],
  above: readonly string[],
  below: readonly string[],
  random: () => number,
  link: (from: string, to: string, rate: number) => void,
): void {
  for (const to of below) {
    const callers = shuffled(above, random).slice(0, random() < 0.4 ? 2 : 1);
    for (const from of callers) {
      const asked = paths.filter((path) => path.to === from).reduce((sum, { rate }) => sum + rate, 0);
      link(from, to, Math.min(MOST_CALLS, Math.max(2, asked * (0.2 + random() * 0.4))));
    }
  }
}

function makeEnd(name: string, random: () => number): Pick<Path, 'operations' | 'ownMs'> {
  const count = 1 + Math.floor(random() * 3);
  const operations = VERBS.slice(0, count).map((verb, at) => `${verb} /${name}${at === 0 ? '/{id}' : ''}`);
  return { operations, ownMs: 3 + random() * 27 };
}

function makeVersions(random: () => number): readonly (readonly [string, number])[] {
  if (random() < 0.5)
    return [
      ['v1', 0.6],
      ['v2', 0.4],
    ];
  return [
    ['v1', 0.5],
    ['v2', 0.3],
    ['v3', 0.2],
  ];
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}
