import type { ClusterSpec } from '../cluster/cluster-spec';
import type { Layer } from '../layer';
import { sendPlainly } from '../sending';

/** Everything that comes in is for the app. */
export function createInboundRouteLayer(app: ClusterSpec): Layer {
  const hostPort = app.endpoints[0]?.hostPort ?? '';
  return {
    name: 'route',

    onRequest(exchange) {
      const { record, request, side } = exchange;
      if (request.method === 'CONNECT') return 'upgrade-refused';
      exchange.sending = sendPlainly(side.clusters.getCluster(app));
      record.upstreamCluster = app.name;
      record.routeName = 'default';
      record.service = app.service;
      // HTTP/1.0 may come without Host; the app reads HTTP/1.1.
      if (record.authority === '') request.headers.append('host', hostPort);
      return undefined;
    },
  };
}
