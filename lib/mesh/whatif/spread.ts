import type { ResourceReference } from '../config/resource';

/** What may become of a request. */
export type FateKind =
  /** A workload gets it. */
  | 'served'
  /** A policy or the peer's TLS refuses it. */
  | 'denied'
  | 'unmatched'
  | 'redirected'
  | 'answered'
  | 'blocked'
  /** Nobody is there to answer: no such cluster, or no endpoint. */
  | 'unavailable'
  | 'timed-out'
  | 'aborted'
  /** It leaves the mesh as it is. */
  | 'passed-on'
  /** The log does not say enough. */
  | 'unknown';

/** A workload and version as a place where requests end. */
export interface FateTarget {
  host: string;
  namespace: string;
  workload: string;
  version: string;
}

/** One thing that may become of a request, and the share of such requests it becomes of. */
export interface Fate {
  /** Equal for the same fate in two configurations. */
  key: string;
  kind: FateKind;
  share: number;
  target: FateTarget | undefined;
  /** What decided, for a person to read. */
  reason: string;
  by: ResourceReference | undefined;
}

/** All that may become of a request; shares add up to 1. */
export type Spread = readonly Fate[];

/** Adds shares of the same fate. */
export function mergeFates(fates: Iterable<Fate>): Fate[] {
  const merged = new Map<string, Fate>();
  for (const fate of fates) {
    if (fate.share <= 0) continue;
    const known = merged.get(fate.key);
    if (known === undefined) merged.set(fate.key, { ...fate });
    else known.share += fate.share;
  }
  return [...merged.values()];
}

/** `host|namespace/workload|version`. */
export function targetKey({ host, namespace, workload, version }: FateTarget): string {
  return `${host}|${namespace}/${workload}|${version}`;
}
