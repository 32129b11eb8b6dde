/** One match of a rule in words, field by field as it is written: `uri prefix /api, headers end-user jason`. */
export function describeConditions(match: object): string {
  return Object.entries(match)
    .map(([field, value]) => `${field} ${describeValue(value)}`)
    .join(', ');
}

/** What needs no word: the plain way to match, and the names of Gateway API's own fields. */
const UNSAID = new Set(['exact', 'name', 'type', 'value']);

function describeValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(describeValue).join(' ');
  return Object.entries(value)
    .map(([key, inner]) => (UNSAID.has(key) ? describeValue(inner) : `${key} ${describeValue(inner)}`))
    .join(' ');
}
