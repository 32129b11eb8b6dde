import type { Tolerance } from './tolerance';

/** The annotation on services and workloads that overrides the tolerances of one object. */
export const RATE_ANNOTATION = 'health.kiali.io/rate';

/** Reads `code,degraded,failure,protocol,direction` entries joined by `;`; entries that make no sense are left out. */
export function parseRateAnnotation(value: string): Tolerance[] {
  return value.split(';').flatMap((entry) => {
    const fields = entry.split(',').map((field) => field.trim());
    const [code = '', degradedText = '', failureText = '', protocol = '', direction = ''] = fields;
    const degraded = readNumber(degradedText);
    const failure = readNumber(failureText);
    if (fields.length !== 5 || degraded === undefined || failure === undefined || degraded > failure)
      return [];
    return [{ code, degraded, failure, protocol, direction }];
  });
}

const NUMBER = /^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function readNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}
