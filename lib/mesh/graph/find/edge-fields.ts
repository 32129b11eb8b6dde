import type { GraphEdge, GraphNode } from '../graph';
import type { FindField } from './find-field';

const OF_EDGES = { of: ['edge'] } as const;
const WORDS: Readonly<Record<GraphEdge['protocol'], string>> = {
  http: 'HTTP requests',
  grpc: 'gRPC requests',
  tcp: 'TCP bytes',
};

/** Fields that edges alone have. */
export const EDGE_FIELDS: readonly FindField[] = [
  {
    ...OF_EDGES,
    names: ['protocol'],
    help: 'Protocol of an edge: http, grpc, tcp',
    texts: ({ edge }) => edge && [edge.protocol],
  },
  {
    ...OF_EDGES,
    names: ['source', 'from'],
    help: 'Name of where an edge starts',
    texts: (subject) => subject.edge && namesOf(subject.source),
  },
  {
    ...OF_EDGES,
    names: ['target', 'to'],
    help: 'Name of where an edge ends',
    texts: (subject) => subject.edge && namesOf(subject.target),
  },
  {
    ...OF_EDGES,
    names: ['sourceprincipal'],
    help: 'Identity of the calling end',
    texts: ({ edge }) => edge && (edge.principals?.source ?? []),
  },
  {
    ...OF_EDGES,
    names: ['destprincipal'],
    help: 'Identity of the answering end',
    texts: ({ edge }) => edge && (edge.principals?.destination ?? []),
  },
  {
    ...OF_EDGES,
    names: ['code'],
    help: 'Response code or grpc status on an edge: 503, 5xx, >= 500, - for none',
    texts: ({ edge }) => edge?.responses.flatMap(({ code }) => [code, ...classOf(code)]),
    numbers: ({ edge }) => edge?.responses.map(({ code }) => Number(code)),
  },
  {
    ...OF_EDGES,
    names: ['flag'],
    help: 'Response flag on an edge',
    texts: ({ edge }) => edge?.responses.flatMap(({ flags }) => flags.split(',')),
  },
  {
    ...OF_EDGES,
    names: ['host'],
    help: 'Host asked for on an edge',
    texts: ({ edge }) => edge?.hosts.map(({ host }) => host),
  },
  {
    ...OF_EDGES,
    names: ['share'],
    help: 'Share of what the source sends, percent',
    measure: 'percent',
    number: ({ edge }) => edge?.sharePercent,
  },
  {
    ...OF_EDGES,
    names: ['responsetime', 'rt'],
    help: '95th percentile of durations on an edge, ms',
    measure: 'duration',
    number: ({ edge }) => edge?.latency?.p95,
  },
  {
    ...OF_EDGES,
    names: ['throughput'],
    help: 'Bytes a second both ways',
    measure: 'bytes',
    number: ({ edge }) => edge && edge.requestBytes + edge.responseBytes,
  },
  {
    ...OF_EDGES,
    names: ['messages'],
    help: 'gRPC messages a second both ways',
    measure: 'rate',
    number: ({ edge }) => edge?.messages && edge.messages.requests + edge.messages.responses,
  },
  {
    ...OF_EDGES,
    names: ['cost'],
    help: 'Price of the bytes of a month, in the currency of the prices',
    number: ({ edge }) => edge?.cost?.monthly,
  },
  protocolField('http'),
  protocolField('grpc'),
  protocolField('tcp'),
  errorField('http', ['%httperr', '%httperror']),
  errorField('grpc', ['%grpcerr', '%grpcerror']),
  shareField('http'),
  shareField('grpc'),
  {
    ...OF_EDGES,
    names: ['mtls'],
    help: 'Over mutual TLS, or what percent of it',
    measure: 'percent',
    flag: ({ edge }) => edge && (edge.mtlsPercent ?? 0) > 0,
    number: ({ edge }) => edge?.mtlsPercent ?? undefined,
  },
  { ...OF_EDGES, names: ['traffic'], help: 'An edge with traffic', flag: ({ edge }) => edge && !edge.isIdle },
];

function protocolField(protocol: GraphEdge['protocol']): FindField {
  return {
    ...OF_EDGES,
    names: [protocol],
    help: `${WORDS[protocol]} a second on an edge`,
    measure: protocol === 'tcp' ? 'bytes' : 'rate',
    flag: ({ edge }) => edge && edge.protocol === protocol,
    number: ({ edge }) => (edge?.protocol === protocol ? edge.rate : undefined),
  };
}

function errorField(protocol: GraphEdge['protocol'], names: FindField['names']): FindField {
  return {
    ...OF_EDGES,
    names,
    help: `Failed ${WORDS[protocol]} on an edge, percent`,
    measure: 'percent',
    number: ({ edge }) => (edge?.protocol === protocol ? edge.errorPercent : undefined),
  };
}

function shareField(protocol: GraphEdge['protocol']): FindField {
  return {
    ...OF_EDGES,
    names: [`%${protocol}traffic`],
    help: `Share of the ${WORDS[protocol]} that the source sends, percent`,
    measure: 'percent',
    number: ({ edge }) => (edge?.protocol === protocol ? edge.sharePercent : undefined),
  };
}

/** `5xx` of 503; statuses of grpc have no classes. */
function classOf(code: string): string[] {
  return /^\d{3}$/.test(code) ? [`${code[0]}xx`] : [];
}

function namesOf(node: GraphNode | undefined): readonly string[] {
  return node === undefined ? [] : [node.name, node.app, node.workload];
}
