import type { AccessLogEntry } from '../../../mesh/log/access-log-entry';

/** One side of a call; what is given must hold of the same side. */
export interface LogPeer {
  namespace?: string;
  workload?: string;
  /** Canonical service; without a revision also the called service of a line that nobody answered. */
  app?: string;
  /** Canonical revision. */
  revision?: string;
  /** Called service; of the calling side its canonical service. */
  service?: string;
}

/** One of these columns has this value. */
export interface PeerCondition {
  columns: readonly PeerColumn[];
  value: string;
}

type PeerColumn = Extract<keyof AccessLogEntry, `source_${string}` | `destination_${string}`>;

/** What the columns of one side must have for it to be this peer. */
export function peerConditions(side: 'source' | 'destination', peer: LogPeer): PeerCondition[] {
  const columns = side === 'source' ? SOURCE : peer.revision === undefined ? CALLED : CALLED_VERSION;
  return (Object.keys(columns) as (keyof LogPeer)[]).flatMap((field) => {
    const value = peer[field];
    return value === undefined ? [] : [{ columns: columns[field], value }];
  });
}

type PeerColumns = Readonly<Record<keyof LogPeer, readonly PeerColumn[]>>;

const SOURCE: PeerColumns = {
  namespace: ['source_workload_namespace'],
  workload: ['source_workload'],
  app: ['source_canonical_service'],
  revision: ['source_canonical_revision'],
  service: ['source_canonical_service'],
};

const CALLED: PeerColumns = {
  namespace: ['destination_workload_namespace', 'destination_service_namespace'],
  workload: ['destination_workload'],
  app: ['destination_canonical_service', 'destination_service_name'],
  revision: ['destination_canonical_revision'],
  service: ['destination_service_name'],
};

const CALLED_VERSION: PeerColumns = { ...CALLED, app: ['destination_canonical_service'] };
