import { addRequests, createRequestCounts, type RequestCounts } from '../health/request-counts';
import { createHistogram, type Histogram, mergeHistogram } from '../metrics/histogram';
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
  /** Durations of incoming requests. */
  latency: Histogram;
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
    source.callsOthers = true;
    target.isCalled = true;
    mergeHistogram(target.latency, edge.latency);
    target.observed += edge.observed;
    target.secured += edge.secured;
    for (const [response, count] of edge.responses) {
      const outcome = outcomeOfResponse(response);
      addRequests(source.requests.outbound, edge.protocol, outcome, count);
      addRequests(target.requests.inbound, edge.protocol, outcome, count);
    }
    for (const host of edge.hosts.keys()) target.hosts.add(host);
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
    latency: createHistogram(),
    observed: 0,
    secured: 0,
    hosts: new Set(),
    workloads: new Set(identity.workload === '' ? [] : [identity.workload]),
    callsOthers: false,
    isCalled: false,
  };
}

/** The outcome part of a response key, `<outcome> <flags>`. */
export function outcomeOfResponse(response: string): string {
  return response.slice(0, response.indexOf(' '));
}

function findNode(nodes: Map<string, NodeSum>, identity: NodeIdentity): NodeSum {
  let node = nodes.get(identity.id);
  if (node === undefined) {
    node = createNodeSum(identity);
    nodes.set(identity.id, node);
  } else if (identity.workload !== '') node.workloads.add(identity.workload);
  return node;
}

function addProtocol(sums: Map<EdgeProtocol, ProtocolSum>, edge: EdgeSum): void {
  const sum = sums.get(edge.protocol);
  if (sum === undefined) sums.set(edge.protocol, { amount: amountOf(edge), errors: edge.errors });
  else {
    sum.amount += amountOf(edge);
    sum.errors += edge.errors;
  }
}
