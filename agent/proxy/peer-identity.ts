/**
 * Who a workload is, as Istio's peer metadata tells it. Values are shared by reference: one identity learnt twice is
 * one object, so a consumer may key its own state by the object itself.
 */
export interface PeerIdentity {
  /** Istio's NAME: the pod or process, for instance `reviews-v1-0`. */
  readonly instance: string;
  readonly workload: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly canonicalService: string;
  readonly canonicalRevision: string;
  /** Labels `app` and `version`; empty when the workload has none. */
  readonly app: string;
  readonly version: string;
}
