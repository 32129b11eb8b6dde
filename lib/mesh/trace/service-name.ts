import type { Span } from './span';

/** How other trace tools call a service: Istio's `app.namespace`, the bare name where the namespace is not known. */
export function traceServiceName({ service, namespace }: Pick<Span, 'service' | 'namespace'>): string {
  return namespace === '' || namespace === 'unknown' ? service : `${service}.${namespace}`;
}
