import type { Layer } from '../layer';
import type { Destination } from '../routing-table';

/** Everything that comes in is for the app. */
export function createInboundRouteLayer(app: Destination): Layer {
  const hostPort = app.endpoints[0]?.hostPort ?? '';
  return {
    name: 'route',

    onRequest(exchange) {
      const { record, request } = exchange;
      if (request.method === 'CONNECT') return 'upgrade-refused';
      exchange.destination = app;
      record.upstreamCluster = app.cluster;
      record.routeName = app.routeName;
      record.service = app.service;
      // HTTP/1.0 may come without Host; the app reads HTTP/1.1.
      if (record.authority === '') request.headers.append('host', hostPort);
      return undefined;
    },
  };
}
