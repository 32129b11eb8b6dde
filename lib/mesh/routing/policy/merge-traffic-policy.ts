import type { Subset, TrafficPolicy } from '../../config/kinds/destination-rule';

/** The blocks of a policy that count for one port; each is the user's own, defaults not filled in. */
export type PortPolicy = Omit<TrafficPolicy, 'portLevelSettings'>;

/**
 * What a rule says of one port: its settings for that port replace connectionPool, outlierDetection, loadBalancer and tls
 * all together (what they leave out falls back to Istio's defaults, not to the rule), then the subset's blocks replace
 * them one by one, and its settings for the port again all together.
 */
export function mergeTrafficPolicy(
  policy: TrafficPolicy | undefined,
  subset: Subset | undefined,
  port: number,
): PortPolicy {
  return overlay(overlay({}, policy, port), subset?.trafficPolicy, port);
}

function overlay(base: PortPolicy, policy: TrafficPolicy | undefined, port: number): PortPolicy {
  if (policy === undefined || policy === null) return base;
  const { portLevelSettings, ...blocks } = policy;
  const merged: PortPolicy = { ...base, ...withoutAbsent(blocks) };
  const level = portLevelSettings?.find((setting) => setting.port?.number === port);
  if (level === undefined) return merged;
  const { loadBalancer: _l, connectionPool: _c, outlierDetection: _o, tls: _t, ...others } = merged;
  const { port: _p, ...settings } = level;
  return { ...others, ...withoutAbsent(settings) };
}

function withoutAbsent<T extends object>(blocks: T): T {
  return Object.fromEntries(
    Object.entries(blocks).filter(([, value]) => value !== undefined && value !== null),
  ) as T;
}
