import type { Socket } from 'node:net';
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import type { WorkloadCertificate } from '../identity/workload-certificate';
import { MESH_ALPN } from './alpn';
import { readSpiffeId } from './read-spiffe-id';
import { noteCarrier } from './reset-socket';
import type { UpstreamProtocol, UpstreamTls } from './upstream-tls';

/** One endpoint of the mesh, as mutual TLS needs it. */
export interface MeshPeer {
  hostPort: string;
  /** SPIFFE ids it may prove. */
  principals: readonly string[];
  /** Istio's SNI: `outbound_.9080_._.reviews.default.svc.cluster.local`. */
  serverName: string;
}

/** The client side of mutual TLS between agents, always with the newest certificate. */
export class MutualTlsClient {
  #certificate: WorkloadCertificate | undefined;
  #context: SecureContext | undefined;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  use(certificate: WorkloadCertificate): void {
    const { chain, key, trustBundle } = certificate;
    this.#certificate = certificate;
    this.#context = createSecureContext({ cert: chain, key, ca: [...trustBundle], minVersion: 'TLSv1.2' });
  }

  get localPrincipal(): string | undefined {
    return this.#certificate?.spiffeId;
  }

  /** How to reach a peer. Sessions are kept with it: a further connection costs no second proof. */
  openTo(peer: MeshPeer): UpstreamTls {
    const { hostPort, principals, serverName } = peer;
    const expected = new Set(principals);
    let proved: string | undefined;
    let session: { serial: string; ticket: Buffer } | undefined;
    const secure = (socket: Socket, protocol: UpstreamProtocol = 'http1'): TLSSocket => {
      const certificate = this.#certificate;
      const context = this.#context;
      if (certificate === undefined || context === undefined || certificate.notAfterMs <= this.#now()) {
        throw new Error('no certificate to prove ourselves with');
      }
      const serial = certificate.serialNumber;
      const secured = connect({
        socket,
        secureContext: context,
        servername: serverName,
        ALPNProtocols: [...MESH_ALPN[protocol]],
        rejectUnauthorized: true,
        ...(session?.serial === serial ? { session: session.ticket } : {}),
        checkServerIdentity: (_name, { subjectaltname }) => {
          const principal = readSpiffeId({ subjectAltName: subjectaltname });
          if (principal === undefined || !expected.has(principal)) return createMismatch(principal);
          proved = principal;
          return undefined;
        },
      });
      noteCarrier(secured, socket);
      secured.on('session', (ticket) => {
        session = { serial, ticket };
      });
      return secured;
    };
    return {
      poolKey: `${hostPort} mutual ${serverName} ${principals.join(' ')}`,
      peerPrincipal: () => proved,
      localPrincipal: () => this.localPrincipal,
      secure,
    };
  }
}

function createMismatch(principal: string | undefined): Error {
  return Object.assign(new Error(`the peer is ${principal ?? 'nobody'}`), { code: 'ERR_TLS_SAN_MISMATCH' });
}
