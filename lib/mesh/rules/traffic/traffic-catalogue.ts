import { accessUnused } from './access-unused';
import { plainTextCallers } from './plain-text-callers';
import { retryAmplification } from './retry-amplification';
import { splitMismatch } from './split-mismatch';
import { timeoutBelowLatency } from './timeout-below-latency';
import type { TrafficRule } from './traffic-rule';

/** Every check that only a console with agents can make. */
export const TRAFFIC_CATALOGUE: readonly TrafficRule[] = [
  accessUnused,
  plainTextCallers,
  retryAmplification,
  splitMismatch,
  timeoutBelowLatency,
];
