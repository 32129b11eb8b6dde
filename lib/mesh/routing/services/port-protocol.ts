import type { ServiceProtocol } from '../routed-service';

const BY_WORD: Readonly<Record<string, ServiceProtocol>> = {
  http: 'http',
  'http/1.1': 'http',
  http2: 'http2',
  h2c: 'http2',
  'kubernetes.io/h2c': 'http2',
  'kubernetes.io/ws': 'http',
  ws: 'http',
  grpc: 'grpc',
  'grpc-web': 'grpc',
  https: 'https',
  'kubernetes.io/wss': 'https',
  tls: 'tls',
  tcp: 'tcp',
  mongo: 'tcp',
  mysql: 'tcp',
  redis: 'tcp',
  udp: 'udp',
};

/** Ports whose servers speak first, or that would make sniffing slow: Istio takes them for plain TCP. */
const SERVER_FIRST_PORTS = new Set([25, 465, 587, 3306]);

/** The protocol that a ServiceEntry, Gateway or Sidecar names, whatever its case; `auto` for none or an unknown one. */
export function protocolOf(word: string | undefined): ServiceProtocol {
  return BY_WORD[(word ?? '').toLowerCase()] ?? 'auto';
}

/** The protocol of a port of a Kubernetes Service: appProtocol, else the first part of its name, else found by looking. */
export function protocolOfServicePort(port: {
  name?: string;
  appProtocol?: string;
  protocol?: string;
  port: number;
}): ServiceProtocol {
  if (port.protocol === 'UDP') return 'udp';
  const named = port.appProtocol ?? '';
  if (named !== '') return protocolOf(named);
  const name = (port.name ?? '').toLowerCase();
  const byName = name.startsWith('grpc-web') ? 'grpc' : protocolOf(name.split('-', 1)[0]);
  return byName === 'auto' && SERVER_FIRST_PORTS.has(port.port) ? 'tcp' : byName;
}

/** Whether HTTP routes apply to a port: it speaks HTTP, or might. */
export function mayBeHttp(protocol: ServiceProtocol): boolean {
  return protocol === 'http' || protocol === 'http2' || protocol === 'grpc' || protocol === 'auto';
}
