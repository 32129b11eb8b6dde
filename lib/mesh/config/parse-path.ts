/** The steps of a field path: `spec.http[0].match` is `['spec', 'http', 0, 'match']`; `a["b.c"]` quotes a key with dots. */
export function parsePath(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  const pattern = /([^.[\]]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/g;
  for (const match of path.matchAll(pattern)) {
    if (match[1] !== undefined) steps.push(match[1]);
    else if (match[2] !== undefined) steps.push(Number(match[2]));
    else steps.push((match[3] ?? '').replaceAll(/\\(.)/g, '$1'));
  }
  return steps;
}

/** The inverse of `parsePath`. */
export function formatPath(steps: readonly (string | number)[]): string {
  let path = '';
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`;
    else if (/^[^.[\]"\s]+$/.test(step)) path += path === '' ? step : `.${step}`;
    else path += `["${step.replaceAll(/["\\]/g, '\\$&')}"]`;
  }
  return path;
}
