import type { SpanColumn, SpanField } from './span-condition';
import type { TraceField } from './spanset';

/** A field of the query language that is more than a tag. */
export interface QueryField {
  /** As it is offered. */
  name: string;
  /** Other names of the same. */
  aliases: readonly string[];
  /** Where values of it are found; of fields of traces those of any span. */
  column: SpanColumn;
  /** Set when it is the trace's and not the span's. */
  trace?: TraceField;
  type: 'text' | 'number' | 'duration' | 'status' | 'kind';
  /** A few words for completion and help. */
  help: string;
}

/** Intrinsic fields of TraceQL: those of one span, then those of its trace. */
export const INTRINSICS: readonly QueryField[] = [
  { name: 'name', aliases: ['span:name'], column: 'name', type: 'text', help: 'Operation of the span' },
  { name: 'status', aliases: ['span:status'], column: 'status', type: 'status', help: 'error, ok or unset' },
  { name: 'kind', aliases: ['span:kind'], column: 'kind', type: 'kind', help: 'server, client, …' },
  {
    name: 'duration',
    aliases: ['span:duration'],
    column: 'duration',
    type: 'duration',
    help: 'How long the span took: 100ms, 1.5s',
  },
  {
    name: 'trace:duration',
    aliases: ['traceDuration'],
    column: 'duration',
    trace: 'duration',
    type: 'duration',
    help: 'How long the whole trace took',
  },
  {
    name: 'trace:rootService',
    aliases: ['rootServiceName'],
    column: 'service',
    trace: 'rootService',
    type: 'text',
    help: 'Service that the trace began in',
  },
  {
    name: 'trace:rootName',
    aliases: ['rootName'],
    column: 'name',
    trace: 'rootName',
    type: 'text',
    help: 'Operation that the trace began with',
  },
];

/** Attributes that name what Meshscope keeps of every span, whoever reported it. */
export const ATTRIBUTES: readonly QueryField[] = [
  {
    name: 'resource.service.name',
    aliases: ['service.name', 'istio.canonical_service'],
    column: 'service',
    type: 'text',
    help: 'Service, also as service.namespace',
  },
  {
    name: 'resource.service.namespace',
    aliases: ['service.namespace', 'k8s.namespace.name', 'istio.namespace'],
    column: 'namespace',
    type: 'text',
    help: 'Namespace of the workload',
  },
  {
    name: 'resource.k8s.deployment.name',
    aliases: ['k8s.deployment.name'],
    column: 'workload',
    type: 'text',
    help: 'Workload',
  },
  {
    name: 'resource.service.version',
    aliases: ['service.version', 'istio.canonical_revision'],
    column: 'version',
    type: 'text',
    help: 'Version (canonical revision)',
  },
  {
    name: 'span.http.status_code',
    aliases: ['http.status_code', 'http.response.status_code'],
    column: 'code',
    type: 'number',
    help: 'Response code',
  },
  {
    name: 'span.url.path',
    aliases: ['url.path'],
    column: 'path',
    type: 'text',
    help: 'Path without its query',
  },
];

const BY_NAME = new Map(
  [...INTRINSICS, ...ATTRIBUTES].flatMap((field) =>
    [field.name, ...field.aliases].map((name) => [name, field] as const),
  ),
);

/** The intrinsic field of a name; undefined for those of events and links, and others that are not known. */
export function findIntrinsic(name: string): QueryField | undefined {
  const field = BY_NAME.get(name);
  return field !== undefined && INTRINSICS.includes(field) ? field : undefined;
}

/** The known field that an attribute (without its scope) names; undefined for a plain tag. */
export function findAttribute(name: string): QueryField | undefined {
  const field = BY_NAME.get(name);
  return field !== undefined && ATTRIBUTES.includes(field) ? field : undefined;
}

/** What a condition on a field is about. */
export function fieldOf(known: QueryField | undefined, tag: string): SpanField {
  return known === undefined ? { tag } : { column: known.column };
}

const SCOPE = /^(?:resource|span|)\./;
const BARE_NAME = /^[\w.:/-]+$/;

/** A tag as a query names it: `span.http.method`, `span."with blanks"`. */
export function printTag(tag: string): string {
  return `span.${BARE_NAME.test(tag) ? tag : JSON.stringify(tag)}`;
}

/** The tag that an attribute such as `span.http.method` names; undefined for what is none. */
export function tagOf(attribute: string): string | undefined {
  if (!SCOPE.test(attribute)) return undefined;
  const name = attribute.replace(SCOPE, '');
  return name.startsWith('"') ? unquote(name) : name;
}

/** What a name in a query is about; undefined for what searches do not know. */
export function findSpanField(name: string): SpanField | undefined {
  const intrinsic = findIntrinsic(name);
  if (intrinsic !== undefined) return fieldOf(intrinsic, '');
  const tag = tagOf(name);
  return tag === undefined ? undefined : fieldOf(findAttribute(tag), tag);
}

/** The text between quotes or back quotes. */
export function unquote(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1);
  return literal
    .slice(1, -1)
    .replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}
