import type { Span } from '@/lib/mesh/trace/span';

/** What Envoy's tags say of a call, under plain names; undefined where the tag is absent. */
export interface SpanFacts {
  method: string | undefined;
  path: string | undefined;
  url: string | undefined;
  /** 0 when no response came. */
  code: number | undefined;
  flags: readonly string[];
  details: string | undefined;
  /** The other side's workload where the proxies told each other, else its address. */
  peer: string | undefined;
  peerAddress: string | undefined;
  upstreamAddress: string | undefined;
  grpcStatus: string | undefined;
  protocol: string | undefined;
  upstreamCluster: string | undefined;
  route: string | undefined;
  attempts: number | undefined;
  requestBytes: number | undefined;
  responseBytes: number | undefined;
  requestId: string | undefined;
  userAgent: string | undefined;
}

/** Reads the tags of a span. */
export function spanFacts({ tags }: Pick<Span, 'tags'>): SpanFacts {
  const url = tags['http.url'] ?? tags['url.full'];
  const flags = tags.response_flags ?? '-';
  return {
    method: tags['http.method'] ?? tags['http.request.method'],
    path: tags['http.path'] ?? tags['http.target'] ?? tags['url.path'] ?? pathOf(url),
    url,
    code: numberOf(tags['http.status_code'] ?? tags['http.response.status_code']),
    flags: flags === '-' ? [] : flags.split(',').filter(Boolean),
    details: tags.response_code_details,
    peer: tags['peer.workload'] ?? tags['peer.address'],
    peerAddress: tags['peer.address'],
    upstreamAddress: tags.upstream_address,
    grpcStatus: tags['grpc.status_code'] === '' ? undefined : tags['grpc.status_code'],
    protocol: tags['http.protocol'],
    upstreamCluster: tags['upstream_cluster.name'] ?? tags.upstream_cluster,
    route: tags.route_name ?? tags['istio.route_name'],
    attempts: numberOf(tags['retry.attempts'] ?? tags['x-envoy-attempt-count']),
    requestBytes: numberOf(tags.request_size),
    responseBytes: numberOf(tags.response_size),
    requestId: tags['guid:x-request-id'],
    userAgent: tags.user_agent,
  };
}

/** Envoy's cluster name in its parts; undefined for other forms (`PassthroughCluster`). */
export function parseCluster(
  cluster: string,
): { direction: string; port: string; subset: string; host: string } | undefined {
  const [direction, port, subset, host] = cluster.split('|');
  if (direction === undefined || port === undefined || subset === undefined || host === undefined)
    return undefined;
  return { direction, port, subset, host };
}

function pathOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const match = /^[a-z]+:\/\/[^/]*(\/[^#]*)?$/i.exec(url);
  return match === null ? url : (match[1] ?? '/');
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
