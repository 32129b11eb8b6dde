import { type PeerMode, peerModeOf, resolvePeerModes } from '../../lib/mesh/access/peer-authentication';
import { resourceOf } from '../../lib/mesh/config/resource-of';
import { createResourceSet } from '../../lib/mesh/config/resource-set';
import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { WorkloadCertificate } from '../identity/workload-certificate';
import { MutualTlsClient } from './mutual-tls-client';
import { MutualTlsServer } from './mutual-tls-server';
import { RefusalLog } from './refusal-log';

/** From the word to the deed, when a mode begins or ends in which no mutual TLS is taken. */
const ANNOUNCE_MS = 2_000;

export interface MeshTlsOptions {
  identity: WorkloadIdentity;
  /** The port policies name; undefined for a workload that serves none. */
  port: number | undefined;
  handshakeMs: number;
  /** The port takes other connections than before. */
  onEnforce: () => void;
  now: () => number;
  log: (message: string) => void;
}

/** Both sides of mutual TLS of one agent, and what its own port takes. */
export class MeshTls {
  readonly client: MutualTlsClient;
  readonly server: MutualTlsServer;
  readonly refusals: RefusalLog;
  #wanted: PeerMode = 'PERMISSIVE';
  #enforced: PeerMode = 'PERMISSIVE';
  #timer: NodeJS.Timeout | undefined;
  readonly #options: MeshTlsOptions;

  constructor(options: MeshTlsOptions) {
    const { handshakeMs, log, now } = options;
    this.#options = options;
    this.refusals = new RefusalLog(log, now);
    this.server = new MutualTlsServer(this.refusals, handshakeMs, now);
    this.client = new MutualTlsClient(now);
  }

  /** What the port takes. */
  get mode(): PeerMode {
    return this.#enforced;
  }

  /** What the policies ask for. */
  get wantedMode(): PeerMode {
    return this.#wanted;
  }

  /** True when it was the first: from now on mutual TLS is possible at all. */
  use(certificate: WorkloadCertificate): boolean {
    const isFirst = this.client.localPrincipal === undefined;
    this.server.use(certificate);
    this.client.use(certificate);
    return isFirst;
  }

  /** True when the policies ask for something else than before. */
  update({ resources, settings }: Pick<RegistrySnapshot, 'resources' | 'settings'>): boolean {
    const { identity, log, port } = this.#options;
    this.server.trust([settings.trustDomain, ...settings.trustDomainAliases]);
    const set = createResourceSet(resources.map((object, index) => resourceOf(object, index)));
    const wanted = peerModeOf(resolvePeerModes(set, settings, identity), port ?? 0).mode;
    const before = this.#wanted;
    if (before === wanted) return false;
    log(`mutual TLS of callers: ${wanted}`);
    this.#wanted = wanted;
    clearTimeout(this.#timer);
    // Callers must hear of it first where the change turns what they do now into a failure.
    if (before === 'DISABLE' || wanted === 'DISABLE') {
      this.#enforce('PERMISSIVE');
      this.#timer = setTimeout(() => this.#enforce(wanted), ANNOUNCE_MS).unref();
    } else this.#enforce(wanted);
    return true;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #enforce(mode: PeerMode): void {
    this.#enforced = mode;
    this.#options.onEnforce();
  }
}
