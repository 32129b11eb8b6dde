/** One process of the demo and how it takes part in the mesh. */
export interface DemoWorkload {
  /** Service name, also the name of its module in demo/services. */
  service: string;
  namespace: string;
  version: string;
  /** The port callers use; undefined for a pure client. */
  port?: number;
}

/** The port of every HTTP service of the demo, as in Bookinfo. */
export const SERVICE_PORT = 9080;

/** The host of the bank outside the mesh; payments call it by name and the console knows where it is. */
export const BANK_HOST = 'api.bank.example.com';

const http = (service: string, namespace: string, version: string): DemoWorkload => ({
  service,
  namespace,
  version,
  port: SERVICE_PORT,
});

/** Everything that gets a sidecar, in the order of start: what is called before what calls. */
export const DEMO_WORKLOADS: readonly DemoWorkload[] = [
  http('ratings', 'bookinfo', 'v1'),
  http('details', 'bookinfo', 'v1'),
  http('reviews', 'bookinfo', 'v1'),
  http('reviews', 'bookinfo', 'v2'),
  http('reviews', 'bookinfo', 'v3'),
  http('inventory', 'shop', 'v1'),
  http('payments', 'shop', 'v1'),
  http('payments', 'shop', 'v2'),
  http('notifications', 'shop', 'v1'),
  http('orders', 'shop', 'v1'),
  http('recommendations', 'shop', 'v1'),
  http('productpage', 'bookinfo', 'v1'),
  http('reports', 'back-office', 'v1'),
];

/** Path prefixes of the ingress gateway, first match first. */
export const GATEWAY_ROUTES: readonly { prefix: string; service: string }[] = [
  { prefix: '/orders', service: `orders.shop:${SERVICE_PORT}` },
  { prefix: '/live', service: `notifications.shop:${SERVICE_PORT}` },
  { prefix: '/', service: `productpage.bookinfo:${SERVICE_PORT}` },
];
