import type { Attributes } from '../../lib/mesh/telemetry-api/expression';
import type { ExchangeRecord } from './exchange-record';

/** Envoy's bit of each response flag, as `response.flags` holds them. */
const FLAG_BITS =
  'LH UH UT LR UR UF UC UO NR DI FI RL UAEX RLSE DC URX SI IH DPE UMSDR RFCF NFCF DT UPE NC OM DF DO'.split(
    ' ',
  );

/** An exchange as Istio's expressions know it. */
export function attributesOf(exchange: ExchangeRecord): Attributes {
  const mark = exchange.path.indexOf('?');
  const headers = exchange.keptHeaders ?? {};
  return {
    request: {
      method: exchange.method,
      path: exchange.path,
      url_path: mark < 0 ? exchange.path : exchange.path.slice(0, mark),
      query: mark < 0 ? '' : exchange.path.slice(mark + 1),
      host: exchange.authority,
      scheme: 'http',
      protocol: exchange.protocol,
      id: exchange.requestId,
      useragent: exchange.userAgent ?? '',
      headers,
      size: BigInt(exchange.requestBodyBytes),
      total_size: BigInt(exchange.requestBytes),
      duration: BigInt(Math.floor(exchange.durationMs)),
    },
    response: {
      code: BigInt(exchange.responseCode),
      code_details: exchange.details ?? '',
      flags: flagBits(exchange.flags),
      grpc_status: exchange.grpcStatus === '' ? 2n : BigInt(Number.parseInt(exchange.grpcStatus, 10) || 0),
      size: BigInt(exchange.responseBodyBytes),
      total_size: BigInt(exchange.responseBytes),
    },
    connection: {
      mtls: exchange.peerPrincipal !== undefined && exchange.localPrincipal !== undefined,
      requested_server_name: exchange.requestedServerName,
      uri_san_peer_certificate: exchange.peerPrincipal ?? '',
    },
    source: sideOf(exchange.downstreamRemoteAddress),
    destination: sideOf(exchange.downstreamLocalAddress),
    upstream: sideOf(exchange.upstreamHost ?? ':0'),
    xds: { cluster_name: exchange.upstreamCluster, route_name: exchange.routeName ?? '' },
  };
}

function sideOf(hostPort: string): { address: string; port: bigint } {
  return { address: hostPort, port: BigInt(Number(hostPort.slice(hostPort.lastIndexOf(':') + 1)) || 0) };
}

function flagBits(flags: string): bigint {
  let bits = 0n;
  for (const flag of flags.split(',')) {
    const bit = FLAG_BITS.indexOf(flag);
    if (bit >= 0) bits |= 1n << BigInt(bit);
  }
  return bits;
}
