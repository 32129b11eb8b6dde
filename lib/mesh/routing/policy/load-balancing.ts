import { parseDurationMs } from '../../config/duration';
import type { LoadBalancer } from '../../config/kinds/destination-rule';
import type { HashKey, LoadBalancing } from '../effective-traffic-policy';

const RING_SIZE = 1024;
const MAGLEV_SIZE = 65_537;

/** How endpoints are chosen: least request unless the rule says otherwise (LEAST_CONN is its former name). */
export function loadBalancingOf(balancer: LoadBalancer | undefined): LoadBalancing {
  const hash = balancer?.consistentHash;
  const key = hash === undefined ? undefined : hashKeyOf(hash);
  if (hash !== undefined && key !== undefined) {
    const minimumSize = hash.ringHash?.minimumRingSize ?? hash.minimumRingSize ?? RING_SIZE;
    return {
      kind: 'CONSISTENT_HASH',
      key,
      algorithm:
        hash.maglev === undefined
          ? { kind: 'ring', minimumSize }
          : { kind: 'maglev', tableSize: hash.maglev.tableSize ?? MAGLEV_SIZE },
    };
  }
  switch (balancer?.simple) {
    case 'ROUND_ROBIN':
    case 'RANDOM':
    case 'PASSTHROUGH':
      return { kind: balancer.simple };
    default:
      return { kind: 'LEAST_REQUEST' };
  }
}

function hashKeyOf(hash: NonNullable<LoadBalancer['consistentHash']>): HashKey | undefined {
  if (hash.httpHeaderName !== undefined) return { kind: 'header', name: hash.httpHeaderName.toLowerCase() };
  if (hash.httpCookie !== undefined) {
    const { attributes = [], name = '', path = '', ttl } = hash.httpCookie;
    return {
      kind: 'cookie',
      name,
      path,
      ttlMs: ttl === undefined ? undefined : parseDurationMs(ttl),
      attributes: attributes.map(({ name: attribute = '', value = '' }) => ({ name: attribute, value })),
    };
  }
  if (hash.useSourceIp === true) return { kind: 'source-ip' };
  if (hash.httpQueryParameterName !== undefined) return { kind: 'query', name: hash.httpQueryParameterName };
  return undefined;
}
