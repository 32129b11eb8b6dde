import type { GraphType } from '../../mesh/graph/graph';
import { GraphMemory } from '../../mesh/graph/graph-memory';
import type { MeshKnowledge } from '../../mesh/graph/mesh-knowledge';
import { createFindRoute, type FindRoute } from '../../mesh/graph/series-route';
import { KeptCounts } from '../../mesh/metrics/kept-counts';
import { createSeriesBook, describeSeries, type SeriesFacts } from '../../mesh/metrics/series-facts';
import { renameOperation } from '../../mesh/metrics/service-operations';
import type { PointTotals } from '../store/contract/point-reader';
import { createDescribeMesh } from './describe-mesh';
import { createDescribePast } from './describe-past';
import type { QueryContext } from './query-context';
import type { QuerySources } from './query-sources';
import { createReadCourse } from './read-course';
import { SharedAnswers } from './shared-answers';

/** What the registry knows ages too: instances that vanished are missed for a while only. */
const KNOWLEDGE_AGE_MS = 5_000;
/** Kinds of graphs whose last one is kept for the next: of 5,000 edges each takes some 10 MB. */
const MOST_MEMORIES = 3;
/** Graphs that are kept as they are; whole ones of 5,000 edges have some 5 MB. */
const MOST_GRAPHS = 4;

/** Makes the context of one console; it lives as long as its sources. */
export function createQueryContext(sources: QuerySources): QueryContext {
  const facts = new Map<number, SeriesFacts>();
  let book = createSeriesBook();
  const routes = new Map<GraphType, FindRoute>();
  /** By the very map that memory keeps up to date. */
  let counts = new WeakMap<PointTotals['points'], KeptCounts>();
  const memories = new Map<string, GraphMemory>();
  const { overrides } = sources;
  const describeMesh = createDescribeMesh(sources.registry, overrides);
  const describePast = createDescribePast(sources);
  let nameOperation = overrides.nameOperation;
  /** Facts carry the names of operations: with others everything is described anew. */
  const forgetOldNames = (): void => {
    if (nameOperation === overrides.nameOperation) return;
    nameOperation = overrides.nameOperation;
    facts.clear();
    routes.clear();
    counts = new WeakMap();
    book = createSeriesBook();
  };
  let readCourse: ReturnType<typeof createReadCourse> | undefined;
  let known: { version: string; atMs: number; knowledge: MeshKnowledge } | undefined;
  const context: QueryContext = {
    sources,
    factsOf(series) {
      forgetOldNames();
      const remembered = facts.get(series);
      if (remembered !== undefined) return remembered;
      const labels = sources.store.series.labels(series);
      if (labels === undefined) return undefined;
      const described = describeSeries(renameOperation(labels, nameOperation), book);
      facts.set(series, described);
      return described;
    },
    countKept({ points, changes }) {
      forgetOldNames();
      let kept = counts.get(points);
      if (kept === undefined) {
        kept = new KeptCounts(context.factsOf);
        counts.set(points, kept);
      }
      return kept.count(points, changes);
    },
    findRoute(type) {
      forgetOldNames();
      let route = routes.get(type);
      if (route === undefined) {
        route = createFindRoute(type);
        routes.set(type, route);
      }
      return route;
    },
    graphMemory({ type, injectServices }, seconds) {
      const key = `${type} ${injectServices} ${seconds}`;
      const memory = memories.get(key) ?? new GraphMemory();
      memories.delete(key);
      memories.set(key, memory);
      if (memories.size > MOST_MEMORIES) memories.delete(memories.keys().next().value ?? '');
      return memory;
    },
    graphs: new SharedAnswers(sources.now, MOST_GRAPHS),
    knowledge() {
      const version = `${sources.registry.version()} ${overrides.version()}`;
      const nowMs = sources.now();
      if (known?.version !== version || nowMs - known.atMs > KNOWLEDGE_AGE_MS) {
        known = { version, atMs: nowMs, knowledge: describeMesh(nowMs) };
      }
      return known.knowledge;
    },
    knowledgeAt: (atMs) => describePast(atMs, context.knowledge()),
    readCourse(window, maxSteps) {
      readCourse ??= createReadCourse(context);
      return readCourse(window, maxSteps);
    },
  };
  return context;
}
