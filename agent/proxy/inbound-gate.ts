import type { Socket } from 'node:net';
import type { PeerMode } from '../../lib/mesh/access/peer-authentication';
import type { PortProtocol } from '../../lib/mesh/registry/service';
import {
  findInboundChain,
  type InboundChain,
  type InboundStart,
  inboundChains,
  passthroughChains,
} from '../../lib/mesh/routing/inbound/inbound-chains';
import type { ListenerTls } from '../../lib/mesh/routing/route-table';
import { awaitFirstBytes } from '../tls/await-first-bytes';
import { type ConnectionSecurity, PLAIN_CONNECTION } from '../tls/connection-security';
import type { MutualTlsServer } from '../tls/mutual-tls-server';
import type { RefusalLog } from '../tls/refusal-log';
import type { TlsServers } from '../tls/tls-servers';
import type { ConnectionGate, OnOpen } from './connection-gate';
import { isSniffed, sniffConnection } from './sniff-connection';

export interface InboundGateOptions {
  readonly server: MutualTlsServer;
  /** What this port takes now. */
  readonly mode: () => PeerMode;
  readonly refusals: RefusalLog;
  /** How long a client may say nothing before it is taken for one of plain text, or refused. */
  readonly firstByteMs: number;
  /** What the app speaks, as rules have it now. */
  readonly protocol: () => PortProtocol;
  /** TLS of the workload's own that this port ends where the mesh's is switched off, and what ends it. */
  readonly own?: { readonly find: () => OwnTls | undefined; readonly servers: Pick<TlsServers, 'secure'> };
  /** Carries connections that are not HTTP: all of a TCP port, and TLS that is the app's own. */
  readonly receive: (socket: Socket, security: ConnectionSecurity) => void;
}

/** How TLS of a workload's own is ended, and what is in it. */
export interface OwnTls {
  readonly tls: ListenerTls;
  readonly isHttp: boolean;
}

/** Of many protocols the server speaks first: their clients are not waited for as long as those of HTTP. */
const SERVER_FIRST_MS = 1_000;

/** Decides by a connection's first bytes how it is treated, as Istio's inbound listener does by its filter chains. */
export class InboundGate implements ConnectionGate {
  readonly #options: InboundGateOptions;

  constructor(options: InboundGateOptions) {
    this.#options = options;
  }

  /** Whether a connection that came in before would still come in. */
  takes({ isTls, localPrincipal }: ConnectionSecurity): boolean {
    const mode = this.#options.mode();
    const isMutual = localPrincipal !== undefined;
    if (mode !== 'DISABLE') return mode === 'PERMISSIVE' || isMutual;
    return !isMutual && isTls === (this.#options.own?.find() !== undefined);
  }

  admit(socket: Socket, onOpen: OnOpen, onTaken: () => void): void {
    const { firstByteMs, receive } = this.#options;
    const protocol = this.#options.protocol();
    const [only, ...others] = this.#chains();
    if (only !== undefined && others.length === 0 && takesAnything(only) && only.content === 'tcp') {
      onTaken();
      receive(socket, PLAIN_CONNECTION);
      return;
    }
    const limitMs = this.#speaksHttp ? firstByteMs : Math.min(firstByteMs, SERVER_FIRST_MS);
    const isEnough = (bytes: Buffer): boolean => isSniffed(bytes, protocol);
    awaitFirstBytes(socket, limitMs, (bytes) => this.#open(socket, bytes, onOpen, onTaken), isEnough);
  }

  get #speaksHttp(): boolean {
    const protocol = this.#options.protocol();
    return protocol === 'http' || protocol === 'grpc';
  }

  #chains(): readonly InboundChain[] {
    const { mode, protocol } = this.#options;
    const own = this.#options.own?.find();
    if (own === undefined) return inboundChains({ protocol: protocol(), mode: mode(), tls: undefined });
    return inboundChains({ protocol: own.isHttp ? 'https' : 'tls', mode: mode(), tls: own.tls.settings });
  }

  #open(socket: Socket, bytes: Buffer | undefined, onOpen: OnOpen, onTaken: () => void): void {
    const { own, receive, refusals, server } = this.#options;
    const remoteAddress = socket.remoteAddress ?? 'unknown';
    const sniffed = bytes === undefined ? NO_TLS : sniffConnection(bytes);
    if (sniffed === 'more' || (sniffed === 'garbled' && this.#speaksHttp)) {
      refusals.note(sniffed === 'more' ? 'handshake-timeout' : 'handshake', remoteAddress);
      socket.destroy();
      return;
    }
    const chain = this.#find(sniffed === 'garbled' ? NO_TLS : sniffed);
    if (chain === undefined) {
      refusals.note(bytes === undefined ? 'handshake-timeout' : 'plain-text', remoteAddress);
      socket.resetAndDestroy();
      return;
    }
    const carry = (open: Socket, security: ConnectionSecurity): void => {
      if (chain.content === 'http') {
        onOpen(open, security);
        return;
      }
      onTaken();
      receive(open, security);
    };
    const tls = own?.find()?.tls;
    if (chain.ends === 'mesh-tls') server.secure(socket, remoteAddress, carry);
    else if (chain.ends === 'own-tls' && own !== undefined && tls !== undefined) {
      own.servers.secure(socket, tls, { remoteAddress, serverName: '' }, carry);
    } else carry(socket, PLAIN_CONNECTION);
  }

  /**
   * TLS that a port of HTTP would not understand is the app's own: what a port speaks is often no more than a guess, so
   * it is passed on unopened wherever TLS of the mesh is not required.
   */
  #find(start: InboundStart): InboundChain | undefined {
    const chain = findInboundChain(this.#chains(), start);
    const isUnderstood = chain !== undefined && (chain.content === 'tcp' || chain.ends !== undefined);
    if (!start.isTls || isUnderstood) return chain;
    return findInboundChain(passthroughChains(this.#options.mode()), start);
  }
}

/** A client that says nothing yet, or nothing we know. */
const NO_TLS: InboundStart = { isTls: false, application: '' };

function takesAnything({ application, ends, transport }: InboundChain): boolean {
  return transport === undefined && application === undefined && ends === undefined;
}
