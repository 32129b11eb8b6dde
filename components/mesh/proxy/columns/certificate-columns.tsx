import { Badge } from '@/components/ui/badge';
import type { TableColumn } from '@/components/ui/table-column';
import { TimeAgo } from '@/components/ui/time-ago';
import type { ProxyView } from '@/lib/protocol/ingest/proxy-view';

type Column = TableColumn<ProxyView['certificates'][number]>;

/** What the proxy proves itself with, and whom it believes. */
export const CERTIFICATE_COLUMNS: readonly Column[] = [
  {
    id: 'use',
    header: 'Use',
    width: 120,
    isFixed: true,
    sortBy: ({ use }) => use,
    cell: ({ use }) => <Badge>{use === 'own' ? 'Own' : 'Trusted root'}</Badge>,
  },
  {
    id: 'names',
    header: 'Names',
    minWidth: 320,
    sortBy: ({ names, subject }) => names || subject,
    cell: ({ names, subject }) => (
      <span title={`${subject}\n${names}`} className="font-mono text-xs">
        {names || subject}
      </span>
    ),
  },
  {
    id: 'serial',
    header: 'Serial number',
    minWidth: 200,
    isWide: true,
    cell: ({ serialNumber }) => (
      <span title={serialNumber} className="font-mono text-muted text-xs">
        {serialNumber}
      </span>
    ),
  },
  {
    id: 'since',
    header: 'Valid since',
    width: 120,
    isWide: true,
    sortBy: ({ notBeforeMs }) => notBeforeMs,
    cell: ({ notBeforeMs }) => <TimeAgo timeMs={notBeforeMs} className="text-muted" />,
  },
  {
    id: 'until',
    header: 'Expires',
    width: 120,
    sortBy: ({ notAfterMs }) => notAfterMs,
    cell: ({ notAfterMs }) => <TimeAgo timeMs={notAfterMs} />,
  },
];
