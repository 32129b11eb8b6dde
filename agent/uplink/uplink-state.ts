/** The uplink as the admin port and the log show it. */
export interface UplinkState {
  phase: 'waiting' | 'connecting' | 'connected' | 'refused' | 'closed';
  connects: number;
  failures: number;
  lastFailure: string | undefined;
  /** Revision of the configuration the console sent in this process's life, 0 before the first. */
  configRevision: number;
  /** Messages of the console that made no sense. */
  badMessages: number;
}

export function createUplinkState(): UplinkState {
  return {
    phase: 'waiting',
    connects: 0,
    failures: 0,
    lastFailure: undefined,
    configRevision: 0,
    badMessages: 0,
  };
}
