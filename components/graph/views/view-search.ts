/** What belongs to a moment, not to a view. */
const PASSING = ['wall', 'sel', 'also'];

/** The query string that a view keeps. */
export function viewSearch(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of PASSING) params.delete(name);
  params.sort();
  return params.toString();
}

/** The query string that shows a view on the wall. */
export function wallSearch(search: string, seconds: number): string {
  const params = new URLSearchParams(viewSearch(search));
  params.set('wall', String(seconds));
  return params.toString();
}
