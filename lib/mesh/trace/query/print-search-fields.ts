/** What a search form asks of one span beside its own columns; empty and missing values ask nothing. */
export interface SearchFields {
  /** Part of the path, in any case. */
  path?: string | undefined;
  /** One of the span's response flags. */
  flag?: string | undefined;
  /** Canonical revision. */
  version?: string | undefined;
  /** What the other side of the call proved to be, with or without `spiffe://`. */
  principal?: string | undefined;
  /** The service that calls, also as `service.namespace`. */
  caller?: string | undefined;
  /** The service that is called, also as `service.namespace`. */
  callee?: string | undefined;
}

/** The fields as conditions of a query: a form means what its query says. */
export function printSearchFields(fields: SearchFields): string[] {
  const { path = '', flag = '', version = '', principal = '' } = fields;
  return [
    path === '' ? '' : `span.url.path =~ ${quote(`(?i).*${escapePattern(path)}.*`)}`,
    flag === '' ? '' : printFlag(flag),
    version === '' ? '' : `resource.service.version = ${quote(version)}`,
    principal === '' ? '' : `span.peer.principal = ${quote(toSpiffeId(principal))}`,
    ...printEdge(fields),
  ].filter((condition) => condition !== '');
}

/** A text as a pattern that means nothing but itself. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Several flags stand in one tag with commas. */
function printFlag(flag: string): string {
  return flag === '-'
    ? 'span.response_flags = "-"'
    : `span.response_flags =~ ${quote(`(?:.*,)?${escapePattern(flag)}(?:,.*)?`)}`;
}

function toSpiffeId(principal: string): string {
  return principal.startsWith('spiffe://') ? principal : `spiffe://${principal}`;
}

/** A call is its caller's span where the caller is known; who answered is a tag, and until somebody does only its name. */
function printEdge({ caller = '', callee = '' }: SearchFields): string[] {
  if (caller === '' && callee === '') return [];
  if (caller === '') return ['kind = server', `resource.service.name = ${quote(callee)}`];
  const calls = ['kind = client', `resource.service.name = ${quote(caller)}`];
  if (callee === '') return calls;
  const dot = callee.lastIndexOf('.');
  const [service, namespace] = dot < 0 ? [callee, ''] : [callee.slice(0, dot), callee.slice(dot + 1)];
  const peer = [
    `span.peer.canonical_service = ${quote(service)}`,
    namespace === '' ? '' : `span.peer.namespace = ${quote(namespace)}`,
  ].filter((condition) => condition !== '');
  const named = `name =~ ${quote(`${escapePattern(callee)}[.:].*`)}`;
  return [...calls, `((${peer.join(' && ')}) || ${named})`];
}

function quote(text: string): string {
  return JSON.stringify(text);
}
