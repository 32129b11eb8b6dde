import type { NodeIdentity } from '../graph/node-identity';
import type { Cause, Evidence, Fault, Focus } from './diagnosis';
import type { DiagnosisInput, Happening, ServiceState, WorkloadState } from './diagnosis-input';
import type { TracedTrouble } from './follow-troubles';
import type { Hop } from './hop';
import type { Mode, Trouble } from './trouble';

/** All that a rule may look at: one trouble, and what is known around it. */
export interface Scene {
  input: DiagnosisInput;
  traced: TracedTrouble;
  trouble: Trouble;
  hop: Hop;
  /** Every hop to the same service, this one included. */
  siblings: readonly Hop[];
  /** Every hop into the caller. */
  intoCaller: readonly Hop[];
  /** Other troubles of the same hop. */
  others: readonly Trouble[];
  service: ServiceState | undefined;
  /** The workloads that answer, as far as agents tell. */
  workloads: readonly WorkloadState[];
  /** What happened around the beginning and is about these nodes. */
  happenings: readonly Happening[];
}

/** What a rule says of a scene. Shares and degrees are 0..1. */
export interface Judgement {
  /** The bad outcomes it speaks for; empty for slowness. */
  modes: readonly Mode[];
  /** Share of the trouble it explains. */
  explains: number;
  /** How much these outcomes look like this cause. */
  signature: number;
  because: string;
  /** How much else speaks for it, in its own words. */
  support: number;
  supportBecause: string;
  /** Whether what lies further down can take the blame away. */
  isLocal: boolean;
  fault: Fault;
  culprit: NodeIdentity;
  /** What follows the culprit's name: a verb and more, or a colon and a whole clause. */
  says: string;
  focuses?: readonly Focus[];
  evidence?: readonly Evidence[];
}

/** One rule for one cause: looks at a scene and says how well the cause fits; undefined when not at all. */
export interface CauseRule {
  cause: Cause;
  judge(scene: Scene): Judgement | undefined;
}
