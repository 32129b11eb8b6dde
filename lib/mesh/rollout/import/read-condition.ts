/** The bounds a reading must keep; both ends belong to it. */
export interface Bounds {
  min?: number;
  max?: number;
}

const COMPARISON = /^(?:asFloat\()?result(?:\[0\])?\)?\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)$/;
/** The nearest number on the other side of a bound that does not belong. */
const STEP = 1e-9;

/** The bounds behind Argo's conditions; undefined when one is more than comparisons of the result with numbers. */
export function readCondition(success: string | undefined, failure: string | undefined): Bounds | undefined {
  if (success === undefined && failure === undefined) return undefined;
  const bounds: Bounds = {};
  for (const [text, isFailure] of [
    [success, false],
    [failure, true],
  ] as const) {
    for (const part of (text ?? '').split(isFailure ? '||' : '&&')) {
      if (part.trim() === '') continue;
      const match = COMPARISON.exec(part.trim());
      if (match === null) return undefined;
      narrow(bounds, isFailure ? OPPOSITE[match[1] ?? ''] : match[1], Number(match[2]));
    }
  }
  return bounds;
}

const OPPOSITE: Readonly<Record<string, string>> = { '>=': '<', '<=': '>', '>': '<=', '<': '>=' };

function narrow(bounds: Bounds, operator: string | undefined, value: number): void {
  const slack = STEP * Math.max(1, Math.abs(value));
  if (operator === '>=' || operator === '>') {
    const min = operator === '>=' ? value : value + slack;
    bounds.min = Math.max(bounds.min ?? min, min);
  } else {
    const max = operator === '<=' ? value : value - slack;
    bounds.max = Math.min(bounds.max ?? max, max);
  }
}
