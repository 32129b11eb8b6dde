import type { ConfigKindName } from '../config/kinds';
import type { ConfigResource } from '../config/resource';
import type { Fix, Severity } from './finding';
import type { Snapshot } from './snapshot';

/** One check of a configuration: a file, a line in the catalogue, and cases that show it firing and silent. */
export interface Rule {
  /** `kind/symptom`: the path of its file below this folder. */
  name: string;
  /** Every code of istioctl and Kiali that its findings may carry. */
  codes: readonly string[];
  /** Unless a finding says otherwise. */
  severity: Severity;
  /** The kinds that it reads, and no others: it need not run again while these stay as they are. */
  inputs: readonly ConfigKindName[];
  /** One sentence: what happens to traffic when this stands. */
  why: string;
  /** The concept's page in Istio's, Kubernetes' or the Gateway API's documentation. */
  docs: string;
  /** Off unless asked for. */
  optional?: boolean;
  check(snapshot: Snapshot, report: Report): void;
}

/** What a rule says of one object. */
export interface Problem {
  /** Empty for the whole object. */
  path?: string;
  message: string;
  /** Those of the rule's codes that apply here; all of them by default. */
  codes?: readonly string[];
  severity?: Severity;
  /** See `Finding.about`. */
  about?: string;
  related?: readonly ConfigResource[];
  fix?: Fix | undefined;
  /** See `Finding.otherFixes`. */
  otherFixes?: readonly Fix[];
}

/** How a rule hands a finding in. */
export type Report = (resource: ConfigResource, problem: Problem) => void;
