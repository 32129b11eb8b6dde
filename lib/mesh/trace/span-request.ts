import type { Span } from './span';

/** The response code of a call in the old or the new name of OpenTelemetry's convention; empty where unknown. */
export function responseCodeOf(tags: Span['tags']): string {
  return tags['http.status_code'] ?? tags['http.response.status_code'] ?? '';
}

/** `GET /cart` from the tags of a call, by either convention; empty where unknown. */
export function requestOf(tags: Span['tags']): string {
  const method = tags['http.method'] ?? tags['http.request.method'];
  const url = tags['http.url'] ?? tags['url.full'] ?? tags['url.path'] ?? tags['http.target'];
  if (method === undefined || url === undefined) return '';
  const path = URL.canParse(url) ? new URL(url).pathname : (url.split('?')[0] ?? '');
  return `${method} ${path}`;
}
