import type { ConfigObjectName } from '@/lib/protocol/api/config';

/** What stands for "no namespace" in addresses. */
export const NO_NAMESPACE = '-';

/** The page of an object of the configuration. */
export function configHref({ kind, namespace, name }: ConfigObjectName): string {
  const place = namespace === '' ? NO_NAMESPACE : namespace;
  return `/config/${kind}/${encodeURIComponent(place)}/${encodeURIComponent(name)}`;
}

/** The parameters of the endpoints of one object. */
export function configParams({ kind, namespace, name }: ConfigObjectName): Record<string, string> {
  return { kind, namespace: namespace === '' ? NO_NAMESPACE : namespace, name };
}
