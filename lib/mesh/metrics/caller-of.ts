import type { SeriesFacts } from './series-facts';

/**
 * Whose calls a series counts, as the names of channels and routes begin. Whatever reconciling compares has the same caller,
 * so the series of some callers are reconciled without those of the others.
 */
export function callerOf({ channel }: Pick<SeriesFacts, 'channel'>): string {
  return channel.slice(0, channel.indexOf('\u0000', channel.indexOf('\u0000') + 1));
}
