import { pendingAddress } from './pending-address';

/** Another state of the same page: the whole query string in place of the present one. */
export function replaceSearch(search: string): void {
  const { pathname } = window.location;
  pendingAddress.write(pathname, new URLSearchParams(search).toString());
  window.history.replaceState(null, '', search === '' ? pathname : `${pathname}?${search}`);
}
