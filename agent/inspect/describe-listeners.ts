import type { ProxyView } from '../../lib/protocol/ingest/proxy-view';
import type { OpenedListener } from '../proxy/opened-listener';
import { joinHostPort } from '../proxy/split-authority';
import type { AgentSettings } from '../runtime/agent-settings';
import type { TcpProxy } from '../tcp/tcp-proxy';

type ListenerRow = ProxyView['listeners'][number];

/** What listens for an agent. */
export interface Listening {
  readonly settings: AgentSettings;
  readonly proxies: readonly { readonly opened: readonly OpenedListener[] }[];
  readonly tcp: Pick<TcpProxy, 'opened'>;
}

/** Every port the agent listens at for traffic, and where it leads. */
export function describeListeners({ proxies, settings, tcp }: Listening): ListenerRow[] {
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
