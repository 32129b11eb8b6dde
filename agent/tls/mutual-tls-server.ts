import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import type { WorkloadCertificate } from '../identity/workload-certificate';
import { INBOUND_ALPN } from './alpn';
import type { ConnectionSecurity } from './connection-security';
import type { RefusalLog } from './refusal-log';
import { noteCarrier, resetSocket } from './reset-socket';
import { verifyPeer } from './verify-peer';

/** Called with a connection whose peer has proved who it is. */
export type OnSecured = (socket: TLSSocket, security: ConnectionSecurity) => void;

/** What a socket is waited for with, until its handshake is done. */
interface Pending {
  remoteAddress: string;
  onSecured: OnSecured;
}

/**
 * The server side of mutual TLS between agents. It listens nowhere: sockets are handed in once their first byte says
 * TLS. A new certificate serves new handshakes; connections that stand keep theirs.
 */
export class MutualTlsServer {
  #server: Server | undefined;
  #certificate: WorkloadCertificate | undefined;
  #trustDomains: ReadonlySet<string> = new Set();
  readonly #pending = new WeakMap<Socket, Pending>();
  readonly #refusals: RefusalLog;
  readonly #handshakeMs: number;
  readonly #now: () => number;

  constructor(refusals: RefusalLog, handshakeMs: number, now: () => number) {
    this.#refusals = refusals;
    this.#handshakeMs = handshakeMs;
    this.#now = now;
  }

  /** Whether a handshake could succeed. */
  get isReady(): boolean {
    return this.#certificate !== undefined && this.#certificate.notAfterMs > this.#now();
  }

  use(certificate: WorkloadCertificate): void {
    this.#certificate = certificate;
    const { chain, key, trustBundle } = certificate;
    const credentials: TlsOptions = { cert: chain, key, ca: [...trustBundle], minVersion: 'TLSv1.2' };
    if (this.#server === undefined) this.#server = this.#create(credentials);
    else this.#server.setSecureContext(credentials);
  }

  /** Trust domains besides our own. */
  trust(aliases: readonly string[]): void {
    this.#trustDomains = new Set(aliases);
  }

  secure(socket: Socket, remoteAddress: string, onSecured: OnSecured): void {
    if (this.#server === undefined || !this.isReady) {
      this.#refusals.note('unexpected-tls', remoteAddress, 'there is no certificate to answer with');
      socket.destroy();
      return;
    }
    this.#pending.set(socket, { remoteAddress, onSecured });
    this.#server.emit('connection', socket);
  }

  #create(credentials: TlsOptions): Server {
    const server = createServer({
      ...credentials,
      requestCert: true,
      // Judged in `verifyPeer`, which can say why.
      rejectUnauthorized: false,
      ALPNProtocols: [...INBOUND_ALPN],
      handshakeTimeout: this.#handshakeMs,
      sessionIdContext: 'meshscope',
    });
    server.on('secureConnection', (socket) => this.#onSecured(socket));
    server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
      const { remoteAddress = 'unknown' } = this.#take(socket) ?? {};
      const isTimeout = error.code === 'ERR_TLS_HANDSHAKE_TIMEOUT';
      this.#refusals.note(isTimeout ? 'handshake-timeout' : 'handshake', remoteAddress, error.code);
      socket.destroy();
    });
    return server;
  }

  #onSecured(socket: TLSSocket): void {
    const pending = this.#take(socket);
    const own = this.#certificate;
    if (pending === undefined || own === undefined) {
      socket.destroy();
      return;
    }
    const trusted = new Set([...this.#trustDomains, own.trustDomain]);
    const peer = verifyPeer(socket, trusted, this.#now());
    if ('refusal' in peer) {
      this.#refusals.note(peer.refusal, pending.remoteAddress, peer.detail);
      resetSocket(socket);
      return;
    }
    pending.onSecured(socket, {
      peerPrincipal: peer.principal,
      localPrincipal: own.spiffeId,
      serverName: typeof socket.servername === 'string' ? socket.servername : '',
      isTls: true,
    });
  }

  /** The socket below is where it was noted. */
  #take(socket: TLSSocket): Pending | undefined {
    const carrier = carrierOf(socket);
    if (carrier === undefined) return undefined;
    const pending = this.#pending.get(carrier);
    this.#pending.delete(carrier);
    noteCarrier(socket, carrier);
    return pending;
  }
}

/** Node keeps the wrapped socket here; it has no public name for it. */
function carrierOf(socket: TLSSocket): Socket | undefined {
  return (socket as unknown as { _parent?: Socket })._parent;
}
