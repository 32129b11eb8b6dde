import type { Call } from './call';
import type { Exemplar } from './diagnosis-input';
import type { SlowSpan } from './find-slow-span';
import type { Hop } from './hop';

/** Where the outcome was made: by the caller's proxy before anybody saw the request, while waiting, or by the callee. */
export type MadeBy = 'local' | 'waiting' | 'callee';

/** One way in which calls of a hop ended badly. */
export interface Mode {
  code: string;
  flags: readonly string[];
  reporter: string;
  madeBy: MadeBy;
  /** In the span: how many, and how many more than usual. */
  requests: number;
  excess: number;
  calls: readonly Call[];
  /** Lines of such requests. */
  exemplars: readonly Exemplar[];
  /** What most of those lines say. */
  details: string;
  transportFailure: string;
}

/** Something wrong on a hop: too many failures, or too slow. */
export interface Trouble {
  hop: Hop;
  kind: 'errors' | 'latency';
  /** Steps [from, to). */
  from: number;
  to: number;
  /** False for what was there all the time: it has no beginning in the data. */
  hasOnset: boolean;
  /** Share of bad requests in the span and outside, 0..1. */
  inside: number;
  outside: number;
  /** Requests in the span, and how many more of them than usual were bad. */
  requests: number;
  excess: number;
  modes: readonly Mode[];
  slow: SlowSpan | undefined;
}
