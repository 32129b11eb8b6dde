import { isIdentifierSegment } from './identifier-segment';

/**
 * Learns operations (method and path template) from the paths that pass by, within bounds. Segments that look like
 * identifiers become `{id}` at once; a place in the path that has shown more than `children` different words becomes
 * `{id}` from then on, because it names things, not kinds (`/users/alice`, `/users/bob`, ...). The first place is
 * left alone: there services keep their routes. Beyond `operations` different results everything is `other`.
 */
export interface PathTemplates {
  /** The operation of one request, for instance `GET /orders/{id}`; the query is ignored. */
  operationOf(method: string, path: string): string;
  /** The number of different operations found, `other` not counted. */
  readonly size: number;
}

/** Bounds of a learner. */
export interface PathTemplateLimits {
  operations: number;
  /** Different words in one place of the path. */
  children: number;
  /** Segments kept; the rest is written as `...`. */
  depth: number;
  /** Places remembered in the tree of all paths. */
  places: number;
  /** Raw paths remembered with their answer. */
  cachedPaths: number;
}

/** Bounds that keep a service's own routes and lose what a crawler makes up. */
export const DEFAULT_PATH_TEMPLATE_LIMITS: PathTemplateLimits = {
  operations: 200,
  children: 40,
  depth: 8,
  places: 5_000,
  cachedPaths: 2_000,
};

/** The operation of what does not fit any more. */
export const OTHER_OPERATION = 'other';

const IDENTIFIER = '{id}';
const REST = '...';

/** Longer paths are worked out every time, to bound the cache's bytes. */
const CACHED_PATH_LENGTH = 256;

interface Place {
  words: Map<string, Place>;
  isCollapsed: boolean;
}

interface Tree {
  root: Place;
  places: number;
}

/** A learner that knows nothing yet. */
export function createPathTemplates(limits = DEFAULT_PATH_TEMPLATE_LIMITS): PathTemplates {
  const tree: Tree = { root: createPlace(), places: 0 };
  const operations = new Map<string, string>();
  const cache = new Map<string, Map<string, string>>();
  let cached = 0;

  function learn(method: string, path: string): string {
    const operation = `${method} ${templateOf(tree, path, limits)}`;
    const known = operations.get(operation);
    if (known !== undefined) return known;
    if (operations.size >= limits.operations) return OTHER_OPERATION;
    operations.set(operation, operation);
    return operation;
  }

  function remember(method: string, path: string, operation: string): void {
    if (path.length > CACHED_PATH_LENGTH) return;
    if (cached >= limits.cachedPaths) {
      cache.clear();
      cached = 0;
    }
    const byPath = cache.get(method) ?? new Map<string, string>();
    byPath.set(path, operation);
    cache.set(method, byPath);
    cached++;
  }

  return {
    operationOf(method, fullPath) {
      const path = withoutQuery(fullPath);
      const known = cache.get(method)?.get(path);
      if (known !== undefined) return known;
      const operation = learn(method, path);
      remember(method, path, operation);
      return operation;
    },
    get size() {
      return operations.size;
    },
  };
}

function templateOf(tree: Tree, path: string, limits: PathTemplateLimits): string {
  const segments = path.split('/', limits.depth + 2);
  const out = [segments[0] ?? ''];
  let place = tree.root;
  for (let i = 1; i < segments.length; i++) {
    if (i > limits.depth) return `${out.join('/')}/${REST}`;
    const word = wordFor(place, segments[i] ?? '', i === 1 ? Number.POSITIVE_INFINITY : limits.children);
    out.push(word);
    place = enter(tree, place, word, limits.places);
  }
  return out.join('/');
}

function wordFor(place: Place, segment: string, children: number): string {
  if (segment === '') return segment;
  if (place.isCollapsed || isIdentifierSegment(segment)) return IDENTIFIER;
  if (place.words.has(segment) || place.words.size < children) return segment;
  place.isCollapsed = true;
  place.words.clear();
  return IDENTIFIER;
}

/** A full tree hands out places it forgets, so that paths made up by a scanner cost no memory. */
function enter(tree: Tree, place: Place, word: string, limit: number): Place {
  const known = place.words.get(word);
  if (known !== undefined) return known;
  const next = createPlace();
  if (tree.places >= limit) return next;
  tree.places++;
  place.words.set(word, next);
  return next;
}

function createPlace(): Place {
  return { words: new Map(), isCollapsed: false };
}

function withoutQuery(path: string): string {
  const query = path.indexOf('?');
  return query === -1 ? path : path.slice(0, query);
}
