import type { JudgeSummary } from '../rollout-event';
import type { GateVerdict } from './gate-verdict';

/** All gates together: one that fails decides, else one that asks for a person, or is undecided; without a verdict it is too early. */
export function summarizeVerdicts(verdicts: readonly GateVerdict[]): JudgeSummary {
  if (verdicts.length === 0) {
    return {
      outcome: 'undecided',
      sentence: 'No request of this step has been judged yet.',
      requestsNeeded: 0,
    };
  }
  const deciding =
    verdicts.find(({ outcome }) => outcome === 'fail') ??
    verdicts.find(({ outcome }) => outcome === 'unclear') ??
    [...verdicts]
      .filter(({ outcome }) => outcome === 'undecided')
      .sort((a, b) => b.requestsNeeded - a.requestsNeeded)[0];
  return {
    outcome: deciding === undefined ? 'pass' : deciding.outcome,
    sentence: deciding?.sentence ?? 'Every gate is open.',
    requestsNeeded: Math.max(0, ...verdicts.map(({ requestsNeeded }) => requestsNeeded)),
  };
}
