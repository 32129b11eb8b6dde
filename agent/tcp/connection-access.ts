import type { AccessRequest } from '../../lib/mesh/access/access-request';
import { addressOf } from '../access/client-address';
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
