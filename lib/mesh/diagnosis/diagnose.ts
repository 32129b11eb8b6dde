/**
 * Why does it fail? Steps, each a file of its own: calls are named (call) and folded to hops (hop); each hop is asked
 * for trouble, failures or slowness, by a likelihood-ratio scan that also says when it began (find-bad-span); troubles
 * are followed down to where they begin (explain-trouble, follow-troubles); every rule judges every trouble on the way
 * (rules/), and what it says is scored in named parts (score-judgement). Nothing is learnt and nothing is hidden: each
 * number can be worked out again by hand from the counts.
 */
import { readCalls } from './call';
import { sumCourse, sumRange } from './course';
import type { Diagnosis, Hypothesis, SymptomOnly, TroubleCourse } from './diagnosis';
import type { DiagnosisInput } from './diagnosis-input';
import { findTroubles } from './find-troubles';
import { findUsualFailures } from './find-usual-failures';
import { followTroubles, type TracedTrouble } from './follow-troubles';
import { foldHops, type Hop } from './hop';
import { makeHypotheses, nameNode, scopeOf } from './make-hypotheses';
import { mergeHypotheses } from './merge-hypotheses';
import { rankChanges } from './rank-changes';
import { selectHops } from './select-hops';
import type { Trouble } from './trouble';

const MAX_CHANGES = 8;
/** What passes on this much of its trouble is only a symptom. */
const SYMPTOM_OWN = 0.3;

/** Ranks what may be wrong with a node, an edge, a namespace or the mesh. */
export function diagnose(input: DiagnosisInput): Diagnosis {
  const work = diagnoseInSteps(input);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The same in small steps: of thousands of calls it takes so long that others must have their turn in between. */
export function* diagnoseInSteps(input: DiagnosisInput): Generator<undefined, Diagnosis> {
  const hops = foldHops(readCalls(input));
  const troubles = yield* gather(hops, (hop) => findTroubles(hop, input));
  const { into, outOf } = selectHops(input.of, hops);
  const hasInbound = troubles.some(({ hop }) => into.includes(hop));
  const asked = hasInbound || outOf.length === 0 ? into : outOf;
  const own = troubles.filter(({ hop }) => asked.includes(hop));
  const traced = followTroubles(own, troubles);
  const made = yield* gather(traced, (item) => makeHypotheses(input, item, hops, troubles));
  const hypotheses = mergeHypotheses(made);
  if (hypotheses.length === 0) return yield* explainUsual(input, hops, asked);
  const first = own.reduce<Trouble | undefined>(
    (best, trouble) => (trouble.excess > (best?.excess ?? 0) ? trouble : best),
    undefined,
  );
  const [best] = hypotheses;
  return {
    of: input.of,
    verdict: 'trouble',
    headline: best?.headline ?? '',
    sinceMs: best?.sinceMs,
    hypotheses,
    symptoms: findSymptoms(traced),
    changes:
      first === undefined
        ? []
        : rankChanges(input, scopeOf(input, first))
            .slice(0, MAX_CHANGES)
            .map(({ from: _, ...change }) => change),
    course: toCourse(input, asked, first),
  };
}

/** Nothing is new: what fails as it always does is explained where something does. */
function* explainUsual(
  input: DiagnosisInput,
  hops: readonly Hop[],
  asked: readonly Hop[],
): Generator<undefined, Diagnosis> {
  const failures = yield* gather(hops, (hop) => listOf(findUsualFailures(hop, input)));
  const traced = followTroubles(
    failures.filter(({ hop }) => asked.includes(hop)),
    failures,
  );
  const made = yield* gather(traced, (item) => makeHypotheses(input, item, hops, failures));
  const hypotheses = mergeHypotheses(made);
  return {
    of: input.of,
    ...concludeUsual(hypotheses, asked, input),
    sinceMs: undefined,
    hypotheses,
    symptoms: findSymptoms(traced),
    changes: [],
    course: toCourse(input, asked, undefined),
  };
}

function* gather<T, R>(items: readonly T[], find: (item: T) => readonly R[]): Generator<undefined, R[]> {
  const found: R[] = [];
  for (const item of items) {
    found.push(...find(item));
    yield;
  }
  return found;
}

function listOf<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one];
}

function concludeUsual(
  hypotheses: readonly Hypothesis[],
  asked: readonly Hop[],
  { steps }: DiagnosisInput,
): Pick<Diagnosis, 'verdict' | 'headline'> {
  if (hypotheses.length > 0) {
    return { verdict: 'usual', headline: 'Some requests fail, no more than they usually do.' };
  }
  const { requests } = sumCourse(
    asked.flatMap(({ calls }) => calls),
    steps,
  );
  return sumRange(requests, 0, steps) > 0
    ? { verdict: 'healthy', headline: 'Nothing is wrong: errors and latency are as they were.' }
    : { verdict: 'no-traffic', headline: 'No requests in this window.' };
}

function findSymptoms(traced: readonly TracedTrouble[]): SymptomOnly[] {
  return traced
    .filter(({ own }) => own <= SYMPTOM_OWN)
    .map(({ trouble: { hop, kind }, explanations }) => {
      const below = explanations.map(({ trouble }) => trouble.hop.called.name).join(' and ');
      const verb = kind === 'errors' ? 'fails' : 'is slow';
      return {
        edge: hop.id,
        source: nameNode(hop.source),
        target: nameNode(hop.called),
        text: `${hop.called.name} ${verb} only because of ${below}`,
      };
    });
}

function toCourse(
  { fromMs, stepMs, steps }: DiagnosisInput,
  asked: readonly Hop[],
  first: Trouble | undefined,
): TroubleCourse {
  const course =
    first?.slow?.course ??
    sumCourse(first === undefined ? asked.flatMap(({ calls }) => calls) : first.hop.calls, steps);
  return {
    startMs: fromMs,
    stepMs,
    requests: Array.from(course.requests, Math.round),
    bad: Array.from(course.bad, Math.round),
    kind: first?.kind ?? 'errors',
  };
}
