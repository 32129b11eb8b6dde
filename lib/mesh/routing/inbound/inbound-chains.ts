import type { PeerMode } from '../../access/peer-authentication';
import type { ServiceProtocol } from '../routed-service';
import { mayBeHttp } from '../services/port-protocol';
import type { InboundPort } from './inbound-port';

/** How a connection to a workload is treated, told by its first bytes. */
export interface InboundChain {
  /** Undefined takes both. */
  transport: 'plain' | 'tls' | undefined;
  /** What the TLS greeting offers, or plain bytes look like; undefined takes anything. */
  application: 'istio' | 'istio-http' | 'istio-tcp' | 'http' | undefined;
  content: 'http' | 'tcp';
  /** Whether the proxy ends TLS: the mesh's own, or that of the port's settings. */
  ends: 'mesh-tls' | 'own-tls' | undefined;
}

const chain = (
  transport: InboundChain['transport'],
  application: InboundChain['application'],
  content: InboundChain['content'],
  ends?: InboundChain['ends'],
): InboundChain => ({ transport, application, content, ends });

type Sniffing = 'http' | 'tcp' | 'auto';

/** The treatments of a port, the most particular first, as Istio sets up its inbound listener. */
const CHAINS: Readonly<Record<PeerMode, Readonly<Record<Sniffing, readonly InboundChain[]>>>> = {
  STRICT: {
    http: [chain('tls', undefined, 'http', 'mesh-tls')],
    tcp: [chain('tls', undefined, 'tcp', 'mesh-tls')],
    auto: [chain('tls', 'istio-http', 'http', 'mesh-tls'), chain('tls', undefined, 'tcp', 'mesh-tls')],
  },
  PERMISSIVE: {
    http: [chain('tls', 'istio', 'http', 'mesh-tls'), chain('plain', undefined, 'http')],
    tcp: [
      chain('tls', 'istio', 'tcp', 'mesh-tls'),
      chain('tls', undefined, 'tcp'),
      chain('plain', undefined, 'tcp'),
    ],
    auto: [
      chain('tls', 'istio-http', 'http', 'mesh-tls'),
      chain('tls', 'istio-tcp', 'tcp', 'mesh-tls'),
      chain('plain', 'http', 'http'),
      chain('plain', undefined, 'tcp'),
      chain('tls', undefined, 'tcp'),
    ],
  },
  DISABLE: {
    http: [chain(undefined, undefined, 'http')],
    tcp: [chain(undefined, undefined, 'tcp')],
    auto: [chain('plain', 'http', 'http'), chain(undefined, undefined, 'tcp')],
  },
};

/** The treatments of a declared port. TLS of the workload's own counts only where the mesh's is switched off. */
export function inboundChains({
  protocol,
  mode,
  tls,
}: Pick<InboundPort, 'protocol' | 'mode' | 'tls'>): readonly InboundChain[] {
  if (tls !== undefined && mode === 'DISABLE') {
    return [chain('tls', undefined, protocol === 'https' ? 'http' : 'tcp', 'own-tls')];
  }
  return CHAINS[mode][sniffingOf(protocol)];
}

/** The treatments of a port nobody declared. */
export function passthroughChains(mode: PeerMode): readonly InboundChain[] {
  return CHAINS[mode].auto;
}

function sniffingOf(protocol: ServiceProtocol): Sniffing {
  if (protocol === 'auto') return 'auto';
  return mayBeHttp(protocol) ? 'http' : 'tcp';
}

/** What a connection shows before anything is read from it. */
export interface InboundStart {
  isTls: boolean;
  /** The first protocol its TLS greeting offers, or `http/1.1` and `h2c` for plain bytes that look so; may be empty. */
  application: string;
}

const ISTIO_HTTP = new Set(['istio-http/1.0', 'istio-http/1.1', 'istio-h2']);
const ISTIO_TCP = new Set(['istio', 'istio-peer-exchange']);
const PLAIN_HTTP = new Set(['http/1.0', 'http/1.1', 'h2c']);

/** The first treatment that fits a connection; undefined refuses it. */
export function findInboundChain(
  chains: readonly InboundChain[],
  { isTls, application }: InboundStart,
): InboundChain | undefined {
  return chains.find(
    (one) =>
      (one.transport === undefined || (one.transport === 'tls') === isTls) &&
      fits(one.application, application),
  );
}

function fits(wanted: InboundChain['application'], offered: string): boolean {
  switch (wanted) {
    case 'istio':
      return ISTIO_HTTP.has(offered) || ISTIO_TCP.has(offered);
    case 'istio-http':
      return ISTIO_HTTP.has(offered);
    case 'istio-tcp':
      return ISTIO_TCP.has(offered);
    case 'http':
      return PLAIN_HTTP.has(offered);
    default:
      return true;
  }
}
