import { isMapping, valueAt } from '../value-path';

/** What a route of a VirtualService answers to, in a few words: its name, or its first match. */
export function routeTitle(route: unknown): string {
  const name = valueAt(route, 'name');
  if (typeof name === 'string' && name !== '') return name;
  const matches = valueAt(route, 'match');
  const first = Array.isArray(matches) ? matches[0] : undefined;
  const words = isMapping(first) ? Object.entries(first).map(([field, value]) => part(field, value)) : [];
  const more = Array.isArray(matches) && matches.length > 1 ? ` or ${matches.length - 1} more` : '';
  return words.length === 0 ? 'Every request' : words.join(' and ') + more;
}

function part(field: string, value: unknown): string {
  if (field === 'headers' && isMapping(value)) {
    return Object.entries(value)
      .map(([name, match]) => `${name} ${matchWords(match)}`)
      .join(' and ');
  }
  if (!isMapping(value)) return `${field} ${String(value)}`;
  return `${field} ${matchWords(value)}`;
}

function matchWords(match: unknown): string {
  if (!isMapping(match)) return '';
  if (typeof match.exact === 'string') return `is ${match.exact}`;
  if (typeof match.prefix === 'string') return `begins with ${match.prefix}`;
  if (typeof match.regex === 'string') return `matches ${match.regex}`;
  return 'is present';
}

/** The same for a rule of an HTTPRoute or GRPCRoute. */
export function ruleTitle(rule: unknown): string {
  const name = valueAt(rule, 'name');
  if (typeof name === 'string' && name !== '') return name;
  const matches = valueAt(rule, 'matches');
  const path = Array.isArray(matches) ? valueAt(matches[0], 'path.value') : undefined;
  const more = Array.isArray(matches) && matches.length > 1 ? ` or ${matches.length - 1} more` : '';
  return typeof path === 'string' ? `path ${path}${more}` : 'Every request';
}
