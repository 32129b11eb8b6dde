import type { ConfigResource } from '../../config/resource';
import { isEmpty, type Labels } from '../index/label-index';
import { TELEMETRY_SPEC } from '../read/mesh-kinds';
import { readSpec } from '../read/read-spec';

/** The labels a Telemetry asks for; undefined for one of a whole namespace. */
export function telemetryLabels(resource: ConfigResource): Labels | undefined {
  const { selector } = readSpec(resource, TELEMETRY_SPEC);
  return isEmpty(selector?.matchLabels) ? undefined : selector?.matchLabels;
}

/** Whether a Telemetry is about Services or gateways by name. */
export function hasTargets(resource: ConfigResource): boolean {
  const { targetRef, targetRefs = [] } = readSpec(resource, TELEMETRY_SPEC);
  return targetRef !== undefined || targetRefs.length > 0;
}
