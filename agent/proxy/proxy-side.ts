import type { ProxyLimits } from '../limits';
import type { Direction, Recorder } from '../telemetry/exchange-record';
import type { Clock } from './clock';
import type { Pipeline } from './layer';
import type { PoolMap } from './pool-map';
import type { ProxyGauges } from './proxy-gauges';
import type { RandomSource } from './random-source';

/** What all exchanges of one direction share. */
export interface ProxySide {
  readonly direction: Direction;
  readonly limits: ProxyLimits;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly recorder: Recorder;
  readonly pools: PoolMap;
  readonly pipeline: Pipeline;
  readonly gauges: ProxyGauges;
  /** Once true, every response closes its connection. */
  isDraining: boolean;
}
