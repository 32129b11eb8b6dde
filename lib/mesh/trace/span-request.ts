import type { Span } from './span';

/** The response code of a call in the old or the new name of OpenTelemetry's convention; empty where unknown. */
export function responseCodeOf(tags: Span['tags']): string {
  return tags['http.status_code'] ?? tags['http.response.status_code'] ?? '';
}

const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i;

/** The path of a call without its query, by either convention; undefined where the span names none. */
export function pathOf(tags: Span['tags']): string | undefined {
  const url = tags['url.path'] ?? tags['http.target'] ?? tags['http.url'] ?? tags['url.full'];
  if (url === undefined) return undefined;
  const [bare = ''] = url.split(/[?#]/);
  const path = bare.replace(ORIGIN, '');
  return path === '' ? '/' : path;
}

/** `GET /cart` from the tags of a call, by either convention; empty where unknown. */
export function requestOf(tags: Span['tags']): string {
  const method = tags['http.method'] ?? tags['http.request.method'];
  const url = tags['http.url'] ?? tags['url.full'] ?? tags['url.path'] ?? tags['http.target'];
  if (method === undefined || url === undefined) return '';
  const path = URL.canParse(url) ? new URL(url).pathname : (url.split('?')[0] ?? '');
  return `${method} ${path}`;
}
