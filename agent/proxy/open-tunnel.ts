import type { ExchangeRecord } from '../telemetry/exchange-record';
import type { ClientLink } from './client-link';
import type { ProxySide } from './proxy-side';
import { Tunnel } from './tunnel';
import type { UpstreamLink } from './upstream-link';

/** Joins the two sides of an exchange; the tunnel's bytes count as its bodies. */
export function openTunnel(
  side: ProxySide,
  record: ExchangeRecord,
  client: ClientLink,
  connection: UpstreamLink,
  onClosed: () => void,
): Tunnel {
  if (connection.socket === undefined) throw new Error('A stream of HTTP/2 carries no tunnel');
  const tunnel = new Tunnel(side, record, client, connection.socket, (received, sent) => {
    record.requestBytes += received;
    record.requestBodyBytes += received;
    record.responseBytes += sent;
    record.responseBodyBytes += sent;
    onClosed();
  });
  connection.startTunnel(tunnel);
  client.startTunnel(tunnel);
  return tunnel;
}
