/** What a JSON Web Key Set is good for, or why it is none (RFC 7517, 7518). */
export function readKeySet(text: string): { isPrivate: boolean } | { problem: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { problem: 'The keys are no JSON' };
  }
  if (!isRecord(parsed)) return { problem: 'The keys must be a mapping with a list "keys"' };
  const keys = Array.isArray(parsed.keys) ? parsed.keys : [parsed];
  for (const key of keys) {
    const problem = keyProblem(key);
    if (problem !== undefined) return { problem };
  }
  return { isPrivate: keys.some((key) => isRecord(key) && (typeof key.d === 'string' || key.kty === 'oct')) };
}

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
};

function keyProblem(key: unknown): string | undefined {
  if (!isRecord(key)) return 'A key must be a mapping';
  const required =
    typeof key.kty === 'string' && Object.hasOwn(REQUIRED, key.kty) ? REQUIRED[key.kty] : undefined;
  if (required === undefined)
    return `A key has the unknown type "${String(key.kty)}"; RSA, EC, OKP and oct are known`;
  const missing = required.find((field) => typeof key[field] !== 'string' || key[field] === '');
  return missing === undefined ? undefined : `A key of type ${String(key.kty)} lacks "${missing}"`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
