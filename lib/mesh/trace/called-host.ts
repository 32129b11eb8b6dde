import type { Span } from './span';

/** Istio's operation name, `host:port/path*`. */
const OPERATION = /^([^\s/:]+):\d+(?:\/|$)/;
const ADDRESS_TAGS = ['peer.service', 'server.address', 'net.peer.name'];

/** The host a client's span says it called, without port; undefined when it says none. */
export function calledHost({ name, tags }: Pick<Span, 'name' | 'tags'>): string | undefined {
  const operation = OPERATION.exec(name)?.[1];
  if (operation !== undefined) return operation;
  const address = ADDRESS_TAGS.map((tag) => tags[tag]).find((value) => value !== undefined && value !== '');
  if (address !== undefined) return address;
  const url = tags['http.url'] ?? tags['url.full'];
  const host = url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
  return host === '' ? undefined : host;
}
