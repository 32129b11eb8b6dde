'use client';

import type { TableColumn } from '@/components/ui/table-column';
import type { StateOf } from '@/lib/client/url/url-state';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import type { ProxyView } from '@/lib/protocol/ingest/proxy-view';
import { CERTIFICATE_COLUMNS } from './columns/certificate-columns';
import { CLUSTER_COLUMNS } from './columns/cluster-columns';
import { ENDPOINT_COLUMNS } from './columns/endpoint-columns';
import { LISTENER_COLUMNS } from './columns/listener-columns';
import { ROUTE_COLUMNS } from './columns/route-columns';
import type { PROXY_PAGE, ProxyViewName } from './model/proxy-page-state';
import { ProxyTable } from './proxy-table';

type Row<View extends ProxyViewName> = ProxyView[View][number];

/** What the tables of the views have of their own. */
const TABLES: {
  [View in ProxyViewName]: { label: string; columns: readonly TableColumn<Row<View>>[]; empty: string };
} = {
  routes: {
    label: 'Routes',
    columns: ROUTE_COLUMNS,
    empty: 'It routes nothing: no service is in its reach.',
  },
  clusters: {
    label: 'Clusters',
    columns: CLUSTER_COLUMNS,
    empty: 'It knows no cluster: no service is in its reach.',
  },
  endpoints: {
    label: 'Endpoints',
    columns: ENDPOINT_COLUMNS,
    empty: 'No service in its reach has an endpoint.',
  },
  listeners: { label: 'Listeners', columns: LISTENER_COLUMNS, empty: 'It listens nowhere yet.' },
  certificates: {
    label: 'Certificates',
    columns: CERTIFICATE_COLUMNS,
    empty: 'It holds no certificate: it speaks no mutual TLS.',
  },
};

type ProxyTablesProps<View extends ProxyViewName> = {
  view: View;
  proxy: ProxyView;
  state: StateOf<typeof PROXY_PAGE>;
  write: WriteUrl<typeof PROXY_PAGE>;
};

/** The table of the open tab. */
export function ProxyTables<View extends ProxyViewName>({
  view,
  proxy,
  state,
  write,
}: ProxyTablesProps<View>) {
  const rows: readonly Row<View>[] = proxy[view];
  return <ProxyTable {...TABLES[view]} rows={rows} left={proxy.left[view]} state={state} write={write} />;
}
