import { setImmediate } from 'node:timers/promises';
import type { MeshChange } from '../../mesh/changes/mesh-change';
import { type EdgeMemory, rememberEdges, watchEdges } from '../../mesh/changes/watch-edges';
import { type HealthMemory, watchHealth } from '../../mesh/changes/watch-health';
import type { MeshGraph } from '../../mesh/graph/graph';
import { repeat } from '../lifecycle/repeat';
import { getGraph } from '../query/get-graph';
import type { QueryContext } from '../query/query-context';
import type { MeshEvent } from '../store/contract/mesh-events';

const EVERY_MS = 10_000;
const EDGE_SECONDS = 60;
/** As the cards and the graph judge by default: news must not say otherwise than they do. */
const HEALTH_SECONDS = 300;

/** Looks at the mesh every few seconds and tells of new and lost edges and of health that changed. */
export class MeshWatch {
  private edges: EdgeMemory | undefined;
  private health: HealthMemory = new Map();
  private end: (() => void) | undefined;
  private readonly query: QueryContext;
  private readonly append: (event: MeshEvent) => void;
  private readonly onError: (error: unknown) => void;

  constructor(query: QueryContext, append: (event: MeshEvent) => void, onError: (error: unknown) => void) {
    this.query = query;
    this.append = append;
    this.onError = onError;
  }

  start(): void {
    this.end = repeat(() => this.look(), EVERY_MS, 0, this.onError);
  }

  stop(): void {
    this.end?.();
  }

  /** Compares the last minutes with what is remembered. The first look only remembers: nobody knows what was new. */
  async look(): Promise<void> {
    const graph = await this.graphOf(EDGE_SECONDS);
    // Two graphs of a large mesh at once would hold up everybody for twice as long.
    await setImmediate();
    const health = watchHealth(this.health, await this.graphOf(HEALTH_SECONDS));
    this.health = health.memory;
    for (const change of [...foldEdges(this.watchEdges(graph)), ...health.changes])
      this.tell(change, graph.to);
  }

  private graphOf(window: number): Promise<MeshGraph> {
    return getGraph(this.query, {
      type: 'workload',
      window,
      namespaces: [],
      idle: true,
      injectServices: false,
      except: [],
    });
  }

  private watchEdges(graph: MeshGraph): MeshChange[] {
    if (this.edges === undefined) {
      this.edges = rememberEdges(graph);
      return [];
    }
    const { memory, changes } = watchEdges(this.edges, graph);
    this.edges = memory;
    return changes;
  }

  private tell({ kind, severity, namespace, subject, message }: MeshChange, atMs: number): void {
    this.append({ atMs, kind, namespace, subject, message, details: { severity } });
  }
}

/** New calls told one by one; more at a time (a mesh that has just begun to talk) are told together. */
const TOLD = 5;

function foldEdges(changes: readonly MeshChange[]): MeshChange[] {
  const fresh = changes.filter(({ kind }) => kind === 'edge-new');
  const [first] = fresh;
  if (first === undefined || fresh.length <= TOLD) return [...changes];
  const namespaces = new Set(fresh.map(({ namespace }) => namespace));
  const where = namespaces.size === 1 ? first.namespace : `${namespaces.size} namespaces`;
  const others = changes.filter(({ kind }) => kind !== 'edge-new');
  const namespace = namespaces.size === 1 ? first.namespace : '';
  return [
    { ...first, namespace, subject: '', message: `${fresh.length} calls in ${where} began.` },
    ...others,
  ];
}
