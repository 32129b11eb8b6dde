import type { ConfigKindName } from '../config/kinds';
import type { FindRoute } from '../graph/series-route';
import type { FindTolerances } from '../health/health-rate';
import type { CountedSeries } from '../metrics/counted-series';
import type { Point } from '../metrics/point';

/** A series over the baseline and the window: what counts of it, step by step. */
export interface CourseRow extends CountedSeries {
  /** Oldest first; undefined where nothing was reported. */
  points: readonly (Point | undefined)[];
}

/** What is needed of one failing request's access-log line. */
export interface Exemplar {
  atMs: number;
  /** Id of the line. */
  id: string;
  reporter: string;
  /** Workload names, `unknown` where nobody knows. */
  sourceWorkload: string;
  sourceNamespace: string;
  destinationWorkload: string;
  destinationNamespace: string;
  service: string;
  serviceNamespace: string;
  code: number;
  flags: string;
  details: string;
  transportFailure: string;
  upstreamHost: string;
  operation: string;
  traceId: string;
}

/** One leaf of an object's YAML that a revision changed; undefined where it was not there. */
export interface FieldChange {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

/** Something that happened in the mesh and may be the reason of something else. */
export interface Happening {
  atMs: number;
  kind: 'config' | 'rollout' | 'agent-joined' | 'agent-left' | 'version' | 'certificate';
  namespace: string;
  /** Node id, or empty. */
  subject: string;
  message: string;
  /** For `config`. */
  object?: {
    kind: ConfigKindName;
    namespace: string;
    name: string;
    revision: number;
    change: 'created' | 'updated' | 'deleted';
    /** Hosts and labels the object speaks of, before and after. */
    mentions: readonly string[];
    fields: readonly FieldChange[];
  };
  /** For `rollout`. */
  rollout?: string;
}

/** What is known of the processes behind a workload at the window's end. */
export interface WorkloadState {
  /** Node id. */
  id: string;
  /** Agents connected and ready, and those that vanished without saying goodbye. */
  present: number;
  missing: number;
  /** How many of the present ones see their process listen. */
  listening: number;
  /** The busiest one, 0..100 of a core. */
  cpuPercent: number;
  /** The earliest end of a certificate. */
  certificateEndsMs: number | undefined;
}

/** How many endpoints the registry holds for a service. */
export interface ServiceState {
  /** Node id. */
  id: string;
  host: string;
  endpoints: number;
  isExternal: boolean;
}

/** Everything a diagnosis is made from: plain data, valid for the duration of the call. */
export interface DiagnosisInput {
  /** Node, edge or namespace id, or `mesh:`. */
  of: string;
  /** Baseline and window together, epoch milliseconds. */
  fromMs: number;
  toMs: number;
  /** Where the window begins. */
  windowFromMs: number;
  stepMs: number;
  steps: number;
  rows: readonly CourseRow[];
  /** Routes in the workload graph. */
  findRoute: FindRoute;
  /** What people tolerate, as health is judged by it. */
  findTolerances: FindTolerances;
  exemplars: readonly Exemplar[];
  happenings: readonly Happening[];
  workloads: readonly WorkloadState[];
  services: readonly ServiceState[];
}
