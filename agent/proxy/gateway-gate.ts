import type { Socket } from 'node:net';
import { findFilterChains } from '../../lib/mesh/routing/find-filter-chain';
import type { FilterChain, ListenerPlan, ListenerTls, TcpPlan } from '../../lib/mesh/routing/route-table';
import { awaitFirstBytes } from '../tls/await-first-bytes';
import { readClientHello } from '../tls/client-hello';
import { type ConnectionSecurity, PLAIN_CONNECTION } from '../tls/connection-security';
import type { MutualTlsServer } from '../tls/mutual-tls-server';
import type { RefusalLog } from '../tls/refusal-log';
import type { TlsServers } from '../tls/tls-servers';
import type { ConnectionGate, OnOpen } from './connection-gate';

export interface GatewayGateOptions {
  /** What the Gateways say of this port now; undefined when none speaks of it. */
  readonly plan: () => ListenerPlan | undefined;
  readonly refusals: RefusalLog;
  /** Ends TLS with the certificates that servers name. */
  readonly servers: Pick<TlsServers, 'secure'>;
  /** Ends mutual TLS with the gateway's own identity (ISTIO_MUTUAL). */
  readonly mesh: Pick<MutualTlsServer, 'secure'>;
  readonly firstByteMs: number;
  /** Passes the bytes of a connection on to where a TCP plan sends them. */
  readonly forward: (socket: Socket, plan: TcpPlan, security: ConnectionSecurity) => void;
}

/** Finds the server of a Gateway for each connection, by its TLS greeting, and ends TLS or passes it on as that asks. */
export class GatewayGate implements ConnectionGate {
  readonly #options: GatewayGateOptions;

  constructor(options: GatewayGateOptions) {
    this.#options = options;
  }

  takes({ isTls, serverName }: ConnectionSecurity): boolean {
    const plan = this.#options.plan();
    return plan === undefined ? !isTls : findFilterChains(plan, { isTls, serverName }).length > 0;
  }

  admit(socket: Socket, onOpen: OnOpen, onTaken: () => void): void {
    const plan = this.#options.plan();
    if (plan === undefined || plan.chains.every(isPlainHttp)) {
      onOpen(socket, PLAIN_CONNECTION);
      return;
    }
    const { firstByteMs } = this.#options;
    const isEnough = (bytes: Buffer): boolean => readClientHello(bytes) !== 'more';
    awaitFirstBytes(
      socket,
      firstByteMs,
      (bytes) => this.#open(socket, bytes, plan, onOpen, onTaken),
      isEnough,
    );
  }

  #open(
    socket: Socket,
    bytes: Buffer | undefined,
    plan: ListenerPlan,
    onOpen: OnOpen,
    onTaken: () => void,
  ): void {
    const { refusals } = this.#options;
    const remoteAddress = socket.remoteAddress ?? 'unknown';
    const hello = bytes === undefined ? 'none' : readClientHello(bytes);
    if (hello === 'more') {
      refusals.note('handshake-timeout', remoteAddress);
      socket.destroy();
      return;
    }
    const isTls = hello !== 'none';
    const serverName = isTls ? hello.serverName : '';
    const [chain] = findFilterChains(plan, { isTls, serverName });
    if (chain === undefined) {
      refusals.note(isTls ? 'unknown-server-name' : 'plain-text', remoteAddress, serverName);
      socket.resetAndDestroy();
    } else if (chain.tls !== undefined) {
      const carry = (open: Socket, security: ConnectionSecurity): void =>
        this.#carry(open, chain, security, onOpen, onTaken);
      this.#terminate(socket, chain.tls, { isTls, serverName, remoteAddress }, carry);
    } else this.#carry(socket, chain, { ...PLAIN_CONNECTION, serverName }, onOpen, onTaken);
  }

  #carry(
    socket: Socket,
    { tcp }: FilterChain,
    security: ConnectionSecurity,
    onOpen: OnOpen,
    onTaken: () => void,
  ): void {
    if (tcp === undefined) {
      onOpen(socket, security);
      return;
    }
    onTaken();
    this.#options.forward(socket, tcp, security);
  }

  #terminate(
    socket: Socket,
    tls: ListenerTls,
    { isTls, serverName, remoteAddress }: { isTls: boolean; serverName: string; remoteAddress: string },
    onSecured: OnOpen,
  ): void {
    const { mesh, refusals, servers } = this.#options;
    if (!isTls) {
      refusals.note('plain-text', remoteAddress);
      socket.resetAndDestroy();
    } else if (tls.mode === 'ISTIO_MUTUAL') mesh.secure(socket, remoteAddress, onSecured);
    else servers.secure(socket, tls, { remoteAddress, serverName }, onSecured);
  }
}

function isPlainHttp({ http, tls, transport }: FilterChain): boolean {
  return http !== undefined && tls === undefined && transport !== 'tls';
}
