import { sumCourse, sumRange } from './course';
import type { DiagnosisInput } from './diagnosis-input';
import { findModes } from './find-modes';
import type { Hop } from './hop';
import { tolerate, withoutTolerated } from './tolerate';
import type { Trouble } from './trouble';

/**
 * What fails of a hop within the window, however little and however long already: no trouble, but what colours its health.
 * Client errors are left out, and what people's tolerances allow; undefined where nothing else fails.
 */
export function findUsualFailures(hop: Hop, input: DiagnosisInput): Trouble | undefined {
  const { steps, stepMs, fromMs, windowFromMs, findTolerances } = input;
  const from = Math.max(0, Math.floor((windowFromMs - fromMs) / stepMs));
  const judged = withoutTolerated(hop, tolerate(hop, findTolerances, from, steps));
  const calls = judged.calls.map((call) => (isClientError(call.code) ? { ...call, isError: false } : call));
  const exemplars = input.exemplars.filter(({ service }) => service === hop.called.name);
  const modes = findModes({ ...hop, calls }, { from, to: steps, steps, isSteady: true }, exemplars);
  const excess = modes.reduce((sum, mode) => sum + mode.excess, 0);
  if (excess <= 0) return undefined;
  const requests = sumRange(sumCourse(hop.calls, steps).requests, from, steps);
  const inside = excess / requests;
  const span = { from, to: steps, hasOnset: false, inside, outside: 0 };
  return { hop, kind: 'errors', ...span, requests, excess, modes, slow: undefined };
}

function isClientError(code: string): boolean {
  return /^4\d\d$/.test(code);
}
