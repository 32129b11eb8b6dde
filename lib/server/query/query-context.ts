import type { GraphType, MeshGraph } from '../../mesh/graph/graph';
import type { GraphMemory } from '../../mesh/graph/graph-memory';
import type { MeshKnowledge } from '../../mesh/graph/mesh-knowledge';
import type { FindRoute } from '../../mesh/graph/series-route';
import type { CountedSeries } from '../../mesh/metrics/counted-series';
import type { SeriesFacts } from '../../mesh/metrics/series-facts';
import type { GraphParams } from '../../protocol/api/graph';
import type { PointTotals, TimeWindow } from '../store/contract/point-reader';
import type { MeshCourse } from './mesh-course';
import type { QuerySources } from './query-sources';
import type { SharedAnswers } from './shared-answers';

/** What every verb gets: the sources, and what need not be worked out twice. */
export interface QueryContext {
  sources: QuerySources;
  /** What follows from the labels of a series; undefined for a number the store does not know. */
  factsOf(series: number): SeriesFacts | undefined;
  /** How much of every series counts, for points that memory keeps; what did not change since the last look is taken over. */
  countKept(totals: PointTotals): CountedSeries[];
  /** Routes in graphs of a type, remembered by series. */
  findRoute(type: GraphType): FindRoute;
  /** What the last graph of a kind over a window of some length left for the next. */
  graphMemory(kind: Pick<GraphParams, 'type' | 'injectServices'>, seconds: number): GraphMemory;
  /** Graphs of the last minutes that several may ask for. */
  graphs: SharedAnswers<MeshGraph>;
  /** What the registry knows now, worked out anew when it changed. */
  knowledge(): MeshKnowledge;
  /** The same of the mesh as it was at a moment: who was there, and what its configuration did. */
  knowledgeAt(atMs: number): Promise<MeshKnowledge>;
  /** The course of all series, for sparklines. */
  readCourse(window: TimeWindow, maxSteps: number): Promise<MeshCourse>;
}
