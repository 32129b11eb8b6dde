import type { GatewayRoute } from '../../proxy/layers/route-gateway';
import { parsePort } from './parse-values';

/** `/orders=orders.shop:9080` or `shop.example.com/orders=orders.shop:9080`. */
export function parseRoute(text: string): GatewayRoute {
  const match = /^([^/=]*)(\/[^=]*)?=([^=:]+):(\d+)$/.exec(text);
  if (match === null)
    throw new Error('write [HOST]/PREFIX=SERVICE:PORT, for instance /orders=orders.shop:9080');
  const [, host, prefix, service = '', port = ''] = match;
  return {
    host: host === undefined || host === '' ? '*' : host.toLowerCase(),
    prefix: prefix ?? '/',
    service: { host: service.toLowerCase(), port: parsePort(port) },
  };
}
