import type { FindTolerances } from '../health/health-rate';
import type { HealthReport } from '../health/health-report';
import {
  addRequests,
  type CodeCounts,
  createRequestCounts,
  type RequestCounts,
} from '../health/request-counts';
import type { LatencyQuantiles } from '../metrics/latency-quantiles';
import type { FindBadges } from './badge/node-badges';
import { amountOf, type EdgeSum } from './edge-sum';
import type { EdgeProtocol, GraphNode } from './graph';
import type { KnownNode } from './known-nodes';
import type { NodeIdentity } from './node-identity';

/** What runs into or out of a node by one protocol. */
export interface ProtocolSum {
  /** Requests, or bytes for tcp. */
  amount: number;
  errors: number;
}

/** A verdict and what it follows from besides the sum. */
export interface JudgedNode {
  health: HealthReport;
  findTolerances: FindTolerances;
  known: KnownNode | undefined;
}

/** A finished node and what it follows from besides sum and verdict. */
export interface FinishedNode {
  node: GraphNode;
  judged: JudgedNode;
  seconds: number;
  speaks: boolean;
  isAnswered: boolean;
  isOutside: boolean;
  findBadges: FindBadges | undefined;
}

/** Everything that one node gathered in the window. */
export interface NodeSum {
  identity: NodeIdentity;
  incoming: Map<EdgeProtocol, ProtocolSum>;
  outgoing: Map<EdgeProtocol, ProtocolSum>;
  requests: RequestCounts;
  /** The edges that run into it. */
  incomingEdges: EdgeSum[];
  /** Durations of what they carry. */
  latency: LatencyQuantiles | undefined;
  /** Incoming traffic that a destination's proxy reported, and its part over mutual TLS. */
  observed: number;
  secured: number;
  hosts: Set<string>;
  workloads: Set<string>;
  callsOthers: boolean;
  isCalled: boolean;
  /** Everything is added: a later graph may take it over. */
  isWhole: boolean;
  /** The quantiles are worked out, or there are none. */
  isMeasured: boolean;
  /** What was made of it last. */
  judged?: JudgedNode;
  finished?: FinishedNode;
}

/** Adds up edges node by node; a node of `kept` is taken over with what it gathered. */
export function sumNodes(
  edges: Iterable<EdgeSum>,
  kept?: ReadonlyMap<string, NodeSum>,
): Map<string, NodeSum> {
  const nodes = new Map<string, NodeSum>();
  for (const edge of edges) {
    const source = findNode(nodes, edge.source, kept);
    const target = findNode(nodes, edge.target, kept);
    if (!source.isWhole) addOutgoing(source, edge);
    if (!target.isWhole) addIncoming(target, edge);
  }
  return nodes;
}

/** Adds up the edges at one node. */
export function sumNode(id: string, at: readonly string[], edges: ReadonlyMap<string, EdgeSum>): NodeSum {
  let node: NodeSum | undefined;
  for (const one of at) {
    const edge = edges.get(one);
    if (edge?.source.id === id) {
      node ??= createNodeSum(edge.source);
      addOutgoing(node, edge);
    }
    if (edge?.target.id === id) {
      node ??= createNodeSum(edge.target);
      addIncoming(node, edge);
    }
  }
  if (node === undefined) throw new Error(`No edge ends at ${id}`);
  return node;
}

function addOutgoing(node: NodeSum, edge: EdgeSum): void {
  addProtocol(node.outgoing, edge);
  for (const { source } of edge.legs) addWorkload(node, source);
  node.callsOthers = true;
  addResponses(node.requests.outbound, edge);
}

function addIncoming(node: NodeSum, edge: EdgeSum): void {
  addProtocol(node.incoming, edge);
  for (const { target } of edge.legs) addWorkload(node, target);
  node.isCalled = true;
  node.incomingEdges.push(edge);
  node.observed += edge.observed;
  node.secured += edge.secured;
  addResponses(node.requests.inbound, edge);
  for (const host of edge.hosts.keys) node.hosts.add(host);
}

/** A node without traffic. */
export function createNodeSum(identity: NodeIdentity): NodeSum {
  return {
    identity,
    incoming: new Map(),
    outgoing: new Map(),
    requests: createRequestCounts(),
    incomingEdges: [],
    latency: undefined,
    observed: 0,
    secured: 0,
    hosts: new Set(),
    workloads: new Set(identity.workload === '' ? [] : [identity.workload]),
    callsOthers: false,
    isCalled: false,
    isWhole: false,
    isMeasured: false,
  };
}

function findNode(
  nodes: Map<string, NodeSum>,
  identity: NodeIdentity,
  kept: ReadonlyMap<string, NodeSum> | undefined,
): NodeSum {
  let node = nodes.get(identity.id);
  if (node === undefined) {
    node = kept?.get(identity.id) ?? createNodeSum(identity);
    nodes.set(identity.id, node);
  }
  return node;
}

function addWorkload(node: NodeSum, { workload }: NodeIdentity): void {
  if (workload !== '') node.workloads.add(workload);
}

function addResponses(counts: CodeCounts, { protocol, responses }: EdgeSum): void {
  const { keys, amounts } = responses;
  for (let at = 0; at < keys.length; at++) {
    const code = keys[at]?.code;
    if (code !== undefined) addRequests(counts, protocol, code, amounts[at] ?? 0);
  }
}

function addProtocol(sums: Map<EdgeProtocol, ProtocolSum>, edge: EdgeSum): void {
  const sum = sums.get(edge.protocol);
  if (sum === undefined) sums.set(edge.protocol, { amount: amountOf(edge), errors: edge.errors });
  else {
    sum.amount += amountOf(edge);
    sum.errors += edge.errors;
  }
}
