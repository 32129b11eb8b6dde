import { setImmediate } from 'node:timers/promises';
import { EdgeLook } from '../../mesh/changes/edge-look';
import { HealthLook } from '../../mesh/changes/health-look';
import type { MeshChange } from '../../mesh/changes/mesh-change';
import {
  type EdgeMemory,
  rememberEdges,
  type WatchedEdges,
  watchEdges,
} from '../../mesh/changes/watch-edges';
import { type HealthMemory, type WatchedNode, watchHealth } from '../../mesh/changes/watch-health';
import { repeat } from '../lifecycle/repeat';
import type { QueryContext } from '../query/query-context';
import { readInParts } from '../query/read-in-parts';
import type { MeshEvent } from '../store/contract/mesh-events';

const EVERY_MS = 10_000;
const EDGE_SECONDS = 60;
/** As the cards and the graph judge by default: news must not say otherwise than they do. */
const HEALTH_SECONDS = 300;
/** Nodes of a large mesh; agents' reports are taken in between. */
const JUDGED_AT_ONCE = 1_000;

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
    this.end = repeat(() => this.look(), EVERY_MS, 0, this.onError, EVERY_MS);
  }

  stop(): void {
    this.end?.();
  }

  /** Compares the last minutes with what is remembered. The first look only remembers: nobody knows what was new. */
  async look(): Promise<void> {
    const findRoute = this.query.findRoute('workload');
    const [edges, requests] = [new EdgeLook(findRoute), new HealthLook(findRoute)];
    const to = await readInParts(this.query, [EDGE_SECONDS, HEALTH_SECONDS], ([now, lately]) => {
      if (now !== undefined) edges.add(now.series, now.idle);
      if (lately !== undefined) requests.add(lately.series);
    });
    const nodes = await this.judge(requests, to);
    const health = watchHealth(this.health, { to, nodes });
    this.health = health.memory;
    await setImmediate();
    for (const change of [...foldEdges(this.watchEdges(edges.end(to))), ...health.changes])
      this.tell(change, to);
  }

  private async judge(requests: HealthLook, atMs: number): Promise<WatchedNode[]> {
    const knowledge = await this.query.knowledgeAt(atMs);
    await setImmediate();
    const nodes: WatchedNode[] = [];
    for (const node of requests.judge(knowledge)) {
      nodes.push(node);
      if (nodes.length % JUDGED_AT_ONCE === 0) await setImmediate();
    }
    return nodes;
  }

  private watchEdges(graph: WatchedEdges): MeshChange[] {
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
