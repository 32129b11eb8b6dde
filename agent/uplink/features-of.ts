import { COLLECT_FEATURE } from '../../lib/protocol/ingest/collect-trace';
import { INSPECT_FEATURE } from '../../lib/protocol/ingest/proxy-view';
import type { UplinkOptions } from './uplink-options';

/** What this end can do beyond the first version of the protocol. */
export function featuresOf({ collector, inspect }: Pick<UplinkOptions, 'collector' | 'inspect'>): string[] {
  return [
    ...(collector === undefined ? [] : [COLLECT_FEATURE]),
    ...(inspect === undefined ? [] : [INSPECT_FEATURE]),
  ];
}
