import { parseGrpcTimeout } from '../../../lib/mesh/traffic/grpc-timeout';
import { Header } from '../../http1/header-id';
import { isGrpc } from '../body-kind';
import type { ClusterSpec } from '../cluster/cluster-spec';
import type { ExchangeView } from '../exchange-view';
import type { Layer } from '../layer';
import { sendPlainly } from '../sending';

/** Everything that comes in is for the app. */
export function createInboundRouteLayer(appOf: () => ClusterSpec): Layer {
  return {
    name: 'route',

    onRequest(exchange) {
      const { record, request, side } = exchange;
      const app = appOf();
      if (request.method === 'CONNECT') return 'upgrade-refused';
      exchange.sending = sendPlainly(side.clusters.getCluster(app), findDeadline(exchange));
      record.upstreamCluster = app.name;
      record.routeName = 'default';
      record.service = app.service;
      // HTTP/1.0 may come without Host; the app reads HTTP/1.1.
      if (record.authority === '') request.headers.append('host', app.endpoints[0]?.hostPort ?? '');
      return undefined;
    },
  };
}

/** The app's own clients set it; 0 is none. */
function findDeadline({ record, request }: ExchangeView): number | undefined {
  if (!isGrpc(record.contentType)) return undefined;
  return parseGrpcTimeout(request.headers.find(Header.grpcTimeout)) || undefined;
}
