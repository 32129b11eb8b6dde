import { isIdentifierSegment } from '../../metrics/identifier-segment';
import type { Span } from '../span';
import { requestOf } from '../span-request';

/** The part of a span that says what it does. */
export type OperationSource = Pick<Span, 'namespace' | 'service' | 'kind' | 'name' | 'tags'>;

/** What a span does, as far as it can be compared with others: who, which side of the call, and of what. */
export interface SpanOperation {
  /** The same for spans that do the same. */
  key: string;
  service: string;
  kind: Span['kind'];
  /** `GET /orders/{id}` where the call is known, else the span's name. */
  title: string;
}

/** What a span does; ids in paths make no difference. */
export function operationOf({ namespace, service, kind, name, tags }: OperationSource): SpanOperation {
  const [method, path] = requestOf(tags).split(' ');
  const title = path === undefined ? name : `${method} ${templateOf(path)}`;
  return { key: [namespace, service, kind, name, title].join('\n'), service, kind, title };
}

function templateOf(path: string): string {
  return path
    .split('/')
    .map((segment) => (isIdentifierSegment(segment) ? '{id}' : segment))
    .join('/');
}
