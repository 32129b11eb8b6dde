import type { ProxyView } from '../../lib/protocol/ingest/proxy-view';
import type { OpenedListener } from '../proxy/opened-listener';
import { joinHostPort } from '../proxy/split-authority';
import type { Agent } from '../runtime/agent';

type ListenerRow = ProxyView['listeners'][number];

/** Every port the agent listens at for traffic, and where it leads. */
export function describeListeners({ proxies, settings, tcp }: Agent): ListenerRow[] {
  const process = settings.service === undefined ? 'the process' : `the process of ${settings.service.name}`;
  const leadsTo = ({ authority, side }: OpenedListener) =>
    side === 'inbound' ? process : (authority ?? 'routes by host');
  return [
    ...proxies.flatMap(({ opened }) =>
      opened.map((one) => ({
        side: one.side,
        address: joinHostPort(one.address.host, one.address.port),
        leadsTo: leadsTo(one),
      })),
    ),
    ...tcp.opened.map(({ address, to }) => ({
      side: 'tcp' as const,
      address: joinHostPort(address.host, address.port),
      leadsTo: joinHostPort(to.host, to.port),
    })),
  ];
}
