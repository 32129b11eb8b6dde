import { accessUnused } from './access-unused';
import { callersDenied } from './callers-denied';
import { hostUnresolved } from './host-unresolved';
import { keysUnfetched } from './keys-unfetched';
import { plainTextCallers } from './plain-text-callers';
import { retryAmplification } from './retry-amplification';
import { routeNeverTaken } from './route-never-taken';
import { splitMismatch } from './split-mismatch';
import { timeoutBelowLatency } from './timeout-below-latency';
import type { TrafficRule } from './traffic-rule';

/** Every check that only a console with agents can make. */
export const TRAFFIC_CATALOGUE: readonly TrafficRule[] = [
  accessUnused,
  callersDenied,
  hostUnresolved,
  keysUnfetched,
  plainTextCallers,
  retryAmplification,
  routeNeverTaken,
  splitMismatch,
  timeoutBelowLatency,
];
