/** What the judge says of all gates together. */
export interface JudgeSummary {
  /** `fail` if one gate fails, else `unclear` if one asks for a person, `pass` if all do, else `undecided`. */
  outcome: 'fail' | 'pass' | 'undecided' | 'unclear';
  /** The deciding gate's sentence. */
  sentence: string;
  /** Canary requests still missing, 0 when none. */
  requestsNeeded: number;
}

/** Everything that can happen to a rollout. */
export type RolloutEvent =
  /** A second has passed; the summary is missing where nothing is judged. */
  | { kind: 'tick'; judge?: JudgeSummary }
  /** The rule is stored and on its way to the agents. */
  | { kind: 'written' }
  | { kind: 'write-failed'; reason: string }
  /** The rule is no longer what was written last. */
  | { kind: 'changed-by-hand'; who: string }
  /** No agent speaks for the canary any more, and one for the stable version does. */
  | { kind: 'canary-gone' }
  /** The clock is not where it should be: set back (below 0), set forward, or nobody ran for so long. */
  | { kind: 'clock-jumped'; byMs: number }
  | { kind: 'webhook-answered'; isOk: boolean; reason: string }
  | { kind: 'approve'; who: string }
  | { kind: 'pause'; who: string }
  | { kind: 'resume'; who: string }
  | { kind: 'skip'; who: string }
  | { kind: 'promote'; who: string }
  | { kind: 'abort'; who: string; reason: string };

/** What the engine is to do after an event. */
export type RolloutAction =
  | { kind: 'write' }
  | { kind: 'call-webhook'; url: string; timeoutSeconds: number; retries: number }
  | { kind: 'notify'; message: string }
  /** For the story of the rollout, and for alerts. */
  | { kind: 'tell'; what: RolloutMoment; message: string };

/** The moments of a rollout that people are told of. */
export type RolloutMoment =
  | 'started'
  | 'step'
  | 'held'
  | 'paused'
  | 'resumed'
  | 'rollback'
  | 'promoted'
  | 'trouble';
