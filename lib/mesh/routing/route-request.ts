/** What a routing decision looks at; header names are lower-case, values of repeated headers joined by commas. */
export interface RouteRequest {
  method: string;
  /** `http` or `https`. */
  scheme: string;
  /** Host header or `:authority`, as sent. */
  authority: string;
  /** Path without query. */
  path: string;
  /** Query without `?`, empty when there is none. */
  query: string;
  headers: Readonly<Record<string, string>>;
  /** The same for one name; who has it need not put all headers into a record. */
  findHeader?(lowerName: string): string | undefined;
  /** Validated claims of the request's token, for claim-based routing. */
  claims?: Readonly<Record<string, unknown>>;
}

/** The value of one header; `lowerName` is lower case. */
export function headerOf(request: RouteRequest, lowerName: string): string | undefined {
  if (request.findHeader !== undefined) return request.findHeader(lowerName);
  return Object.hasOwn(request.headers, lowerName) ? request.headers[lowerName] : undefined;
}

/** Splits a request target into path and query. */
export function splitTarget(target: string): { path: string; query: string } {
  const withoutFragment = target.split('#', 1)[0] ?? '';
  const mark = withoutFragment.indexOf('?');
  if (mark < 0) return { path: withoutFragment, query: '' };
  return { path: withoutFragment.slice(0, mark), query: withoutFragment.slice(mark + 1) };
}
