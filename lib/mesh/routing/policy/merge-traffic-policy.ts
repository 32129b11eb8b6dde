import type { Subset, TrafficPolicy } from '../../config/kinds/destination-rule';

/** The blocks of a policy that count for one port; each is the user's own, defaults not filled in. */
export type PortPolicy = Omit<TrafficPolicy, 'portLevelSettings'>;

/**
 * What a rule says of one port: its settings for that port stand in for all it says otherwise (what they leave out falls
 * back to Istio's defaults), then the subset's blocks replace them one by one, or, where the subset has settings for the
 * port, all four of these blocks together.
 */
export function mergeTrafficPolicy(
  policy: TrafficPolicy | undefined,
  subset: Subset | undefined,
  port: number,
): PortPolicy {
  const rule = atPort(policy, port).blocks;
  const own = atPort(subset?.trafficPolicy, port);
  if (!own.isOfPort) return { ...rule, ...own.blocks };
  const { connectionPool: _c, loadBalancer: _l, outlierDetection: _o, tls: _t, ...others } = rule;
  return { ...others, ...own.blocks };
}

function atPort(
  policy: TrafficPolicy | null | undefined,
  port: number,
): { blocks: PortPolicy; isOfPort: boolean } {
  const { portLevelSettings, ...blocks } = policy ?? {};
  const level = portLevelSettings?.find((setting) => setting.port?.number === port);
  if (level === undefined) return { blocks: withoutAbsent(blocks), isOfPort: false };
  const { port: _p, ...settings } = level;
  return { blocks: withoutAbsent(settings), isOfPort: true };
}

function withoutAbsent<T extends object>(blocks: T): T {
  return Object.fromEntries(
    Object.entries(blocks).filter(([, value]) => value !== undefined && value !== null),
  ) as T;
}
