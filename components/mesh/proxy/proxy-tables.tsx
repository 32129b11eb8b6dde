'use client';

import type { StateOf } from '@/lib/client/url/url-state';
import type { WriteUrl } from '@/lib/client/url/use-url-state';
import type { ProxyView } from '@/lib/protocol/ingest/proxy-view';
import { CERTIFICATE_COLUMNS } from './columns/certificate-columns';
import { CLUSTER_COLUMNS } from './columns/cluster-columns';
import { ENDPOINT_COLUMNS } from './columns/endpoint-columns';
import { LISTENER_COLUMNS } from './columns/listener-columns';
import { ROUTE_COLUMNS } from './columns/route-columns';
import type { PROXY_PAGE } from './model/proxy-page-state';
import { ProxyTable } from './proxy-table';

type ProxyTablesProps = {
  proxy: ProxyView;
  state: StateOf<typeof PROXY_PAGE>;
  write: WriteUrl<typeof PROXY_PAGE>;
};

/** The table of the open tab. */
export function ProxyTables({ proxy, state, write }: ProxyTablesProps) {
  const { certificates, clusters, endpoints, left, listeners, routes } = proxy;
  switch (state.view) {
    case 'routes':
      return (
        <ProxyTable
          label="Routes"
          columns={ROUTE_COLUMNS}
          rows={routes}
          left={left.routes}
          empty="It routes nothing: no service is in its reach."
          state={state}
          write={write}
        />
      );
    case 'clusters':
      return (
        <ProxyTable
          label="Clusters"
          columns={CLUSTER_COLUMNS}
          rows={clusters}
          left={left.clusters}
          empty="It knows no cluster: no service is in its reach."
          state={state}
          write={write}
        />
      );
    case 'endpoints':
      return (
        <ProxyTable
          label="Endpoints"
          columns={ENDPOINT_COLUMNS}
          rows={endpoints}
          left={left.endpoints}
          empty="No service in its reach has an endpoint."
          state={state}
          write={write}
        />
      );
    case 'listeners':
      return (
        <ProxyTable
          label="Listeners"
          columns={LISTENER_COLUMNS}
          rows={listeners}
          left={left.listeners}
          empty="It listens nowhere yet."
          state={state}
          write={write}
        />
      );
    case 'certificates':
      return (
        <ProxyTable
          label="Certificates"
          columns={CERTIFICATE_COLUMNS}
          rows={certificates}
          left={left.certificates}
          empty="It holds no certificate: it speaks no mutual TLS."
          state={state}
          write={write}
        />
      );
    default:
      return state.view satisfies never;
  }
}
