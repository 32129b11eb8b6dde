import { type PeerMode, peerModeOf, resolvePeerModes } from '../../lib/mesh/access/peer-authentication';
import { resourceOf } from '../../lib/mesh/config/resource-of';
import { createResourceSet } from '../../lib/mesh/config/resource-set';
import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { WorkloadCertificate } from '../identity/workload-certificate';
import { MutualTlsClient } from './mutual-tls-client';
import { MutualTlsServer } from './mutual-tls-server';
import { PortModes } from './port-modes';
import { RefusalLog } from './refusal-log';

export interface MeshTlsOptions {
  identity: WorkloadIdentity;
  /** The port that the agent was started for; undefined for a workload that serves none. */
  port: number | undefined;
  handshakeMs: number;
  /** A port takes other connections than before. */
  onEnforce: () => void;
  now: () => number;
  log: (message: string) => void;
}

/** Both sides of mutual TLS of one agent, and what its ports take. */
export class MeshTls {
  readonly client: MutualTlsClient;
  readonly server: MutualTlsServer;
  readonly refusals: RefusalLog;
  readonly #modes: PortModes;
  readonly #options: MeshTlsOptions;

  constructor(options: MeshTlsOptions) {
    const { handshakeMs, log, now } = options;
    this.#options = options;
    this.refusals = new RefusalLog(log, now);
    this.server = new MutualTlsServer(this.refusals, handshakeMs, now);
    this.client = new MutualTlsClient(now);
    this.#modes = new PortModes(options.onEnforce);
    this.#modes.enforcedAt(this.#ownPort);
  }

  /** What one of the agent's ports takes. */
  modeOf(port: number): PeerMode {
    return this.#modes.enforcedAt(port);
  }

  /** A port is closed for good. */
  forget(port: number): void {
    if (port !== this.#ownPort) this.#modes.forget(port);
  }

  /** Whether policies let callers in by mutual TLS, at one port at least. */
  get takesMutualTls(): boolean {
    return this.#modes.takesAny;
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
    const { identity, log } = this.#options;
    this.server.trust([settings.trustDomain, ...settings.trustDomainAliases]);
    const set = createResourceSet(resources.map((object, index) => resourceOf(object, index)));
    const modes = resolvePeerModes(set, settings, identity);
    const changes = this.#modes.update((port) => peerModeOf(modes, port).mode);
    for (const { mode, port } of changes) {
      log(`mutual TLS of callers${port === this.#ownPort ? '' : ` at port ${port}`}: ${mode}`);
    }
    return changes.length > 0;
  }

  stop(): void {
    this.#modes.stop();
  }

  get #ownPort(): number {
    return this.#options.port ?? 0;
  }
}
