import { escapePattern, printSearchFields } from '@/lib/mesh/trace/query/print-search-fields';
import { printTag } from '@/lib/mesh/trace/query/query-fields';
import type { TraceSearchState } from './trace-search-state';

/** Nothing, or one set of conditions: what stands in quotes may have braces. */
const ONE_SET = /^(?:\{(?:[^{}"`]|"(?:[^"\\]|\\.)*"|`[^`]*`)*\})?$/;
const TAG = /([^\s="]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))/g;

/** The conditions of the form as a query, joined with the query that is there; and the form without them. */
export function formToQuery(search: TraceSearchState): Partial<TraceSearchState> & { q: string } {
  const isOneSet = ONE_SET.test(search.q.trim());
  const conditions = [
    search.service === '' ? '' : `resource.service.name = ${JSON.stringify(search.service)}`,
    search.operation === '' ? '' : `name =~ ${JSON.stringify(`(?i).*${escapePattern(search.operation)}.*`)}`,
    ...[...search.tags.matchAll(TAG)].map(
      ([, tag = '', quoted, bare]) =>
        `${printTag(tag)} = ${JSON.stringify(withoutEscapes(quoted) ?? bare ?? '')}`,
    ),
    search.min === undefined ? '' : `duration >= ${search.min}ms`,
    search.max === undefined ? '' : `duration <= ${search.max}ms`,
    search.status === 'any' ? '' : `status = ${search.status}`,
    codeConditions(search.code),
    ...printSearchFields(search),
    isOneSet ? innerOf(search.q) : '',
  ].filter((condition) => condition !== '');
  return {
    ...{ service: '', operation: '', tags: '', min: undefined, max: undefined, status: 'any', code: '' },
    ...{ path: '', flag: '', version: '', principal: '', caller: '', callee: '' },
    q: [
      conditions.length === 0 ? '' : `{ ${conditions.join(' && ')} }`,
      isOneSet ? '' : conditions.length === 0 ? search.q.trim() : `(${search.q.trim()})`,
    ]
      .filter((part) => part !== '')
      .join(' && '),
  };
}

function codeConditions(text: string): string {
  const parts = text.split(',').flatMap((part) => {
    const [, digit] = /^\s*([1-5])xx\s*$/i.exec(part) ?? [];
    if (digit !== undefined) {
      return [`(span.http.status_code >= ${digit}00 && span.http.status_code < ${Number(digit) + 1}00)`];
    }
    if (part.trim() === '') return [];
    return [`span.http.status_code = ${part.trim() === '-' ? 0 : Number(part)}`];
  });
  return parts.length > 1 ? `(${parts.join(' || ')})` : (parts[0] ?? '');
}

/** What stands between the braces of a query, in parentheses where it would be torn apart. */
function innerOf(query: string): string {
  const inner = query.trim().replace(/^\{/, '').replace(/\}$/, '').trim();
  return inner.includes('||') ? `(${inner})` : inner;
}

function withoutEscapes(text: string | undefined): string | undefined {
  return text?.replaceAll(/\\(.)/g, '$1');
}
