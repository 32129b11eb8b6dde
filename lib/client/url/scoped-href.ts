import { printQuery } from './url-state';

const SHARED = ['ns', 'range'];

/** A link to another screen that keeps the scope (namespaces and time) of the present one. */
export function scopedHref(path: string, current: URLSearchParams): string {
  const [address = '', fragment] = path.split('#');
  const [pathname = '', query = ''] = address.split('?');
  const params = new URLSearchParams();
  for (const name of SHARED) {
    const value = current.get(name);
    if (value !== null) params.set(name, value);
  }
  for (const [name, value] of new URLSearchParams(query)) params.set(name, value);
  return pathname + printQuery(params) + (fragment === undefined ? '' : `#${fragment}`);
}

/** The present address with the range pinned: what "copy absolute link" copies. */
export function absoluteHref(href: string, window: { fromMs: number; toMs: number }): string {
  const url = new URL(href);
  const iso = (ms: number) => new Date(ms).toISOString();
  url.searchParams.set('range', `${iso(window.fromMs)}~${iso(window.toMs)}`);
  return url.origin + url.pathname + printQuery(url.searchParams) + url.hash;
}
