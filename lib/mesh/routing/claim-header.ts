const PREFIX = '@request.auth.claims';

/** The path of a claim that a header key such as `@request.auth.claims.a.b` or `@request.auth.claims[a][b]` names. */
export function parseClaimHeader(key: string): string[] | undefined {
  if (!key.startsWith(PREFIX)) return undefined;
  const rest = key.slice(PREFIX.length);
  if (rest.startsWith('.')) return rest.slice(1).split('.');
  const parts = [...rest.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1] ?? '');
  return parts.length > 0 && parts.map((part) => `[${part}]`).join('') === rest ? parts : undefined;
}

/** The values of a claim as texts: lists give one each, what is not there gives none. */
export function claimValues(
  claims: Readonly<Record<string, unknown>> | undefined,
  path: readonly string[],
): string[] {
  let value: unknown = claims;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return [];
    value = (value as Record<string, unknown>)[part];
  }
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((one) =>
    typeof one === 'object' ? JSON.stringify(one) : String(one),
  );
}
