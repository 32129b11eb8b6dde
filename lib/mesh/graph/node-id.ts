import { DEFAULT_CLUSTER } from '../identity/workload-identity';

/** What an id names; `namespace` and `mesh` occur in queries, not as nodes. */
export type SubjectKind = 'workload' | 'app' | 'service' | 'operation' | 'namespace' | 'mesh' | 'unknown';

/** A node, a namespace or the whole mesh. */
export interface Subject {
  kind: SubjectKind;
  namespace: string;
  name: string;
  /** Only for a versioned app. */
  version?: string;
  /** Only for an operation, whose `name` is that of its service: method and path template, or gRPC method. */
  operation?: string;
  cluster: string;
}

/** Two subjects and the protocol between them. */
export interface EdgeSubject {
  source: Subject;
  target: Subject;
  protocol: string;
}

/** What makes an id one of an edge; no subject has it, operations are encoded. */
const ARROW = '->';

/**
 * `<kind>:<namespace>/<name>[@version][~cluster]`; the cluster is left out when it is the default one. Operations are
 * `operation:<namespace>/<service>/<operation>`, the last part URL-encoded.
 */
export function formatSubject(subject: Subject): string {
  const cluster = subject.cluster === DEFAULT_CLUSTER ? '' : `~${subject.cluster}`;
  if (subject.kind === 'mesh') return 'mesh:';
  if (subject.kind === 'unknown') return `unknown${cluster}`;
  if (subject.kind === 'namespace') return `namespace:${subject.namespace}${cluster}`;
  if (subject.operation !== undefined) {
    const operation = encodeURIComponent(subject.operation).replaceAll('~', '%7E');
    return `operation:${subject.namespace}/${subject.name}/${operation}${cluster}`;
  }
  const version = subject.version === undefined ? '' : `@${subject.version}`;
  return `${subject.kind}:${subject.namespace}/${subject.name}${version}${cluster}`;
}

/** The inverse of `formatSubject`; undefined when `id` has another form. */
export function parseSubject(id: string): Subject | undefined {
  if (id.includes(ARROW)) return undefined;
  const tilde = id.lastIndexOf('~');
  const cluster = tilde < 0 ? DEFAULT_CLUSTER : id.slice(tilde + 1);
  const text = tilde < 0 ? id : id.slice(0, tilde);
  if (text === 'unknown') return { kind: 'unknown', namespace: 'unknown', name: 'unknown', cluster };
  if (text === 'mesh:') return { kind: 'mesh', namespace: '', name: '', cluster };
  const colon = text.indexOf(':');
  const kind = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  if (kind === 'namespace' && rest !== '') return { kind, namespace: rest, name: rest, cluster };
  if (kind === 'operation') return parseOperation(rest, cluster);
  if (kind !== 'workload' && kind !== 'app' && kind !== 'service') return undefined;
  const slash = rest.indexOf('/');
  if (slash < 1 || slash === rest.length - 1) return undefined;
  const namespace = rest.slice(0, slash);
  const [name, version] = splitVersion(rest.slice(slash + 1));
  return { kind, namespace, name, cluster, ...(version === undefined ? {} : { version }) };
}

function parseOperation(text: string, cluster: string): Subject | undefined {
  const [namespace = '', name = '', encoded = '', ...rest] = text.split('/');
  if (namespace === '' || name === '' || encoded === '' || rest.length > 0) return undefined;
  try {
    return { kind: 'operation', namespace, name, operation: decodeURIComponent(encoded), cluster };
  } catch {
    return undefined;
  }
}

/** `<source>-><target>#<protocol>`. */
export function formatEdge(source: string, target: string, protocol: string): string {
  return `${source}${ARROW}${target}#${protocol}`;
}

/** The inverse of `formatEdge`; undefined when `id` names no edge. */
export function parseEdge(id: string): EdgeSubject | undefined {
  const arrow = id.indexOf(ARROW);
  const hash = id.lastIndexOf('#');
  if (arrow < 0 || hash < arrow) return undefined;
  const source = parseSubject(id.slice(0, arrow));
  const target = parseSubject(id.slice(arrow + ARROW.length, hash));
  if (source === undefined || target === undefined) return undefined;
  return { source, target, protocol: id.slice(hash + 1) };
}

function splitVersion(text: string): [string, string | undefined] {
  const at = text.lastIndexOf('@');
  return at < 1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
