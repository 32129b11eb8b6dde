import type { AccessRequest } from '../../lib/mesh/access/access-request';
import { addressOf, portOf } from '../access/client-address';
import type { ExternalQuestion } from '../access/external/external-question';
import type { TcpRecord } from './tcp-record';

/** A connection as policies see it: what belongs to requests is not there. */
export function connectionAccess(record: TcpRecord, destinationPort: number): AccessRequest {
  const sourceIp = addressOf(record.downstreamRemoteAddress);
  return {
    principal: record.peerPrincipal,
    sourceIp,
    remoteIp: sourceIp,
    destinationIp: addressOf(record.downstreamLocalAddress),
    destinationPort,
    sni: record.serverName,
    method: '',
    host: '',
    path: '',
    claims: undefined,
    headerValues: () => [],
  };
}

/** The same for who decides outside. */
export function connectionQuestion(record: TcpRecord): ExternalQuestion {
  const { downstreamLocalAddress, downstreamRemoteAddress, localPrincipal, peerPrincipal } = record;
  return {
    source: {
      address: addressOf(downstreamRemoteAddress),
      port: portOf(downstreamRemoteAddress),
      principal: peerPrincipal ?? '',
    },
    destination: {
      address: addressOf(downstreamLocalAddress),
      port: portOf(downstreamLocalAddress),
      principal: localPrincipal ?? '',
    },
    serverName: record.serverName,
    http: undefined,
  };
}
