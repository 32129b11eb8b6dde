import type { TableColumn } from '@/components/ui/table-column';
import type { ProxyView } from '@/lib/protocol/ingest/proxy-view';

type Listener = ProxyView['listeners'][number];
type Column = TableColumn<Listener>;

const SIDES: Readonly<Record<Listener['side'], string>> = {
  inbound: 'Inbound: calls to the workload',
  outbound: 'Outbound: calls of the workload',
  upstream: 'Outbound: one service',
  gateway: 'Gateway: callers outside the mesh',
  tcp: 'Outbound: TCP to one service',
};

/** The ports at which the proxy takes traffic. */
export const LISTENER_COLUMNS: readonly Column[] = [
  {
    id: 'address',
    header: 'Address',
    width: 200,
    isFixed: true,
    sortBy: ({ address }) => address,
    cell: ({ address }) => <span className="font-mono text-xs">{address}</span>,
  },
  {
    id: 'side',
    header: 'For',
    minWidth: 220,
    sortBy: ({ side }) => SIDES[side],
    cell: ({ side }) => SIDES[side],
  },
  {
    id: 'leadsTo',
    header: 'Leads to',
    minWidth: 200,
    sortBy: ({ leadsTo }) => leadsTo,
    cell: ({ leadsTo }) => leadsTo,
  },
];
