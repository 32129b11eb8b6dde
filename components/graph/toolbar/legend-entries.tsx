import type { ReactNode } from 'react';
import type { DrawnGraph } from '../model/drawn-graph';

/** What is on the drawing beside nodes, edges and badges. */
export type LegendState = { graph: DrawnGraph; isAnimated: boolean; showsLocks: boolean };

/** A sign of the drawing, in a square of 20, what it says, and when it is there. */
export type LegendEntry = {
  words: string;
  sign: ReactNode;
  tone?: string;
  isShown: (state: LegendState) => boolean;
};

const hasNode =
  (test: (node: DrawnGraph['nodes'][number]) => boolean): LegendEntry['isShown'] =>
  ({ graph }) =>
    graph.nodes.some(test);
const hasEdge =
  (test: (edge: DrawnGraph['edges'][number]) => boolean): LegendEntry['isShown'] =>
  ({ graph }) =>
    graph.edges.some(test);

const LOCK = <rect x="5" y="9" width="10" height="7" rx="1.5" />;
const isTroubled = (status: string): boolean => status === 'Failure' || status === 'Degraded';

/** Nodes. */
export const NODE_ENTRIES: readonly LegendEntry[] = [
  {
    words: 'Application',
    sign: <rect x="3" y="3" width="14" height="14" rx="4" />,
    isShown: hasNode(({ kind, isGateway }) => kind === 'app' && !isGateway),
  },
  {
    words: 'Workload',
    sign: <circle cx="10" cy="10" r="7" />,
    isShown: hasNode(({ kind, isGateway }) => kind === 'workload' && !isGateway),
  },
  {
    words: 'Service',
    sign: <path d="M10 3.5 17 16H3z" strokeLinejoin="round" />,
    isShown: hasNode(({ kind }) => kind === 'service'),
  },
  {
    words: 'Operation of a service',
    sign: <path d="M3 5h9l5 5-5 5H3z" strokeLinejoin="round" />,
    isShown: hasNode(({ kind }) => kind === 'operation'),
  },
  {
    words: 'Folded namespace and its nodes: a double click opens it',
    sign: <rect x="2" y="2" width="16" height="16" rx="4" strokeWidth="2" />,
    isShown: hasNode(({ kind }) => kind === 'namespace'),
  },
  {
    words: 'Gateway',
    sign: <path d="m10 2 8 8-8 8-8-8z" strokeLinejoin="round" />,
    isShown: hasNode(({ isGateway }) => isGateway),
  },
  {
    words: 'Outside the mesh, no sidecar',
    sign: <circle cx="10" cy="10" r="7" strokeDasharray="3 2.5" />,
    isShown: hasNode(({ isExternal, isOutOfMesh }) => isExternal || isOutOfMesh),
  },
  {
    words: 'Idle: known, no traffic',
    tone: 'text-idle',
    sign: <circle cx="10" cy="10" r="7" opacity="0.6" />,
    isShown: hasNode(({ isIdle }) => isIdle),
  },
  {
    words: 'Arc: share of failed requests',
    tone: 'text-failing',
    sign: (
      <>
        <circle cx="10" cy="10" r="8" opacity="0.3" strokeWidth="3" />
        <path d="M10 2a8 8 0 0 1 7.6 5.5" strokeWidth="3" />
      </>
    ),
    isShown: hasNode(({ isIdle, health }) => !isIdle && isTroubled(health.status)),
  },
  {
    words: 'Box: tinted by the worst inside',
    tone: 'text-faint',
    sign: <rect x="1.5" y="4" width="17" height="12" rx="3" />,
    isShown: ({ graph }) => graph.boxes.length > 0,
  },
];

/** Edges. */
export const EDGE_ENTRIES: readonly LegendEntry[] = [
  {
    words: 'HTTP or gRPC: wider is more',
    sign: <path d="M1 10h18" strokeWidth="2" />,
    isShown: hasEdge(({ protocol, isIdle }) => protocol !== 'tcp' && !isIdle),
  },
  {
    words: 'TCP',
    sign: <path d="M1 10h18" strokeWidth="2" strokeDasharray="5 3" />,
    isShown: hasEdge(({ protocol, isIdle }) => protocol === 'tcp' && !isIdle),
  },
  {
    words: 'Idle edge',
    sign: <path d="M1 10h18" strokeDasharray="1.5 3" />,
    isShown: hasEdge(({ isIdle }) => isIdle),
  },
  {
    words: 'All over mutual TLS',
    sign: (
      <>
        {LOCK}
        <path d="M7 9V7a3 3 0 0 1 6 0v2" />
      </>
    ),
    isShown: ({ graph, showsLocks }) =>
      showsLocks && graph.edges.some(({ mtlsPercent }) => (mtlsPercent ?? 0) >= 100),
  },
  {
    words: 'Some of it in plain text',
    tone: 'text-degraded',
    sign: (
      <>
        {LOCK}
        <path d="M10 9V7a3 3 0 0 1 6 0" />
      </>
    ),
    isShown: ({ graph, showsLocks }) =>
      showsLocks &&
      graph.edges.some(({ mtlsPercent }) => mtlsPercent !== null && mtlsPercent > 0 && mtlsPercent < 100),
  },
  {
    words: 'Dots: faster answers run faster, red ones fail',
    sign: (
      <>
        <circle cx="4" cy="10" r="1.6" fill="currentColor" />
        <circle cx="10" cy="10" r="1.6" fill="currentColor" />
        <circle cx="16" cy="10" r="1.6" fill="currentColor" />
      </>
    ),
    isShown: ({ isAnimated }) => isAnimated,
  },
];
