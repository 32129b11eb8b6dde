import type { ReactNode } from 'react';

/** The four states of everything that shows data. */
export type PanelState<T> =
  | { kind: 'loading' }
  | { kind: 'error'; message: string; onRetry?: () => void }
  | { kind: 'empty'; empty: ReactNode }
  | { kind: 'data'; data: T; isStale?: boolean };

/** The part of a react-query result that decides the state. */
export type QueryLike<T> = {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
};

/** Turns a query into a state: data wins over a later error (and is marked stale), no data over loading. */
export function panelState<T>(
  query: QueryLike<T>,
  emptyWhen: (data: T) => ReactNode | undefined = () => undefined,
): PanelState<T> {
  const { data, error } = query;
  if (data !== undefined) {
    const empty = emptyWhen(data);
    return empty === undefined ? { kind: 'data', data, isStale: error !== null } : { kind: 'empty', empty };
  }
  if (error === null) return { kind: 'loading' };
  return { kind: 'error', message: error.message, onRetry: () => void query.refetch() };
}
