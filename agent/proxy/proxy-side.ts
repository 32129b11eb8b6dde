import type { ProxyLimits } from '../limits';
import type { Direction, Recorder } from '../telemetry/exchange-record';
import type { Clock } from './clock';
import type { ClusterMap } from './cluster/cluster-map';
import type { ClusterSpec } from './cluster/cluster-spec';
import type { Pipeline } from './layer';
import type { ProxyGauges } from './proxy-gauges';
import type { RandomSource } from './random-source';

/** What a cluster is to be by the present configuration; undefined: no more. */
export type FindSpec = (key: string) => ClusterSpec | undefined;

/** What all exchanges of one direction share. */
export interface ProxySide {
  readonly direction: Direction;
  readonly limits: ProxyLimits;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly recorder: Recorder;
  readonly clusters: ClusterMap;
  readonly findSpec: FindSpec;
  readonly pipeline: Pipeline;
  readonly gauges: ProxyGauges;
  /** Once true, every response closes its connection. */
  isDraining: boolean;
}
