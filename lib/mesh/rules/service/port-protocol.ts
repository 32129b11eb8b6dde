/** Port names and application protocols that Istio understands. */
const PROTOCOLS: ReadonlySet<string> = new Set([
  ...[
    'tcp',
    'udp',
    'grpc',
    'grpc-web',
    'http',
    'http_proxy',
    'http2',
    'https',
    'tls',
    'mongo',
    'redis',
    'mysql',
  ],
  ...['hbone', 'double-hbone'],
]);

const APP_PROTOCOLS: ReadonlySet<string> = new Set([
  'kubernetes.io/h2c',
  'kubernetes.io/ws',
  'kubernetes.io/wss',
]);

/** Servers that speak first: Istio never guesses on these ports. */
const SERVER_FIRST_PORTS: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

/** Those of Istio's protocols that Kiali accepts. */
const KIALI: ReadonlySet<string> = new Set([
  ...['grpc', 'grpc-web', 'http', 'http2', 'https', 'mongo', 'redis', 'tcp', 'tls', 'udp', 'mysql'],
]);

/** Whether Istio can tell the protocol of a port from what its Service says. */
export function hasKnownProtocol(port: {
  readonly name?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly appProtocol?: string;
}): boolean {
  if (port.protocol === 'UDP') return true;
  const said = (port.appProtocol ?? port.name ?? '').toLowerCase();
  if (APP_PROTOCOLS.has(said) || said.startsWith('grpc-web')) return true;
  const [prefix = ''] = said.split('-');
  return PROTOCOLS.has(prefix) || SERVER_FIRST_PORTS.has(port.port ?? 0);
}

/** Kiali's convention: the protocol, alone or before a dash. */
export function isConventionalName(name: string): boolean {
  return [...KIALI].some((protocol) => name === protocol || name.startsWith(`${protocol}-`));
}

/** Kiali's list of application protocols. */
export function isConventionalAppProtocol(name: string): boolean {
  return KIALI.has(name) || APP_PROTOCOLS.has(name);
}
