import {
  addRequests,
  type CodeCounts,
  createRequestCounts,
  type RequestCounts,
} from '../health/request-counts';
import type { LatencyQuantiles } from '../metrics/latency-quantiles';
import { amountOf, type EdgeSum } from './edge-sum';
import type { EdgeProtocol } from './graph';
import type { NodeIdentity } from './node-identity';

/** What runs into or out of a node by one protocol. */
export interface ProtocolSum {
  /** Requests, or bytes for tcp. */
  amount: number;
  errors: number;
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
}

/** Adds up edges node by node. */
export function sumNodes(edges: Iterable<EdgeSum>): Map<string, NodeSum> {
  const nodes = new Map<string, NodeSum>();
  for (const edge of edges) {
    const source = findNode(nodes, edge.source);
    const target = findNode(nodes, edge.target);
    addProtocol(source.outgoing, edge);
    addProtocol(target.incoming, edge);
    for (const leg of edge.legs) {
      addWorkload(source, leg.source);
      addWorkload(target, leg.target);
    }
    source.callsOthers = true;
    target.isCalled = true;
    target.incomingEdges.push(edge);
    target.observed += edge.observed;
    target.secured += edge.secured;
    addResponses(source.requests.outbound, edge);
    addResponses(target.requests.inbound, edge);
    for (const host of edge.hosts.keys) target.hosts.add(host);
  }
  return nodes;
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
  };
}

function findNode(nodes: Map<string, NodeSum>, identity: NodeIdentity): NodeSum {
  let node = nodes.get(identity.id);
  if (node === undefined) {
    node = createNodeSum(identity);
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
