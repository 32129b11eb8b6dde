import { type PeerMode, peerModeOf, resolvePeerModes } from '../../lib/mesh/access/peer-authentication';
import { resourceOf } from '../../lib/mesh/config/parse-resources';
import { createResourceSet } from '../../lib/mesh/config/resource-set';
import type { WorkloadIdentity } from '../../lib/mesh/identity/workload-identity';
import type { RegistrySnapshot } from '../../lib/mesh/registry/service';
import type { WorkloadCertificate } from '../identity/workload-certificate';
import { MutualTlsClient } from './mutual-tls-client';
import { MutualTlsServer } from './mutual-tls-server';
import { RefusalLog } from './refusal-log';

export interface MeshTlsOptions {
  identity: WorkloadIdentity;
  /** The port policies name; undefined for a workload that serves none. */
  port: number | undefined;
  handshakeMs: number;
  now: () => number;
  log: (message: string) => void;
}

/** Both sides of mutual TLS of one agent, and what its own port takes. */
export class MeshTls {
  readonly client: MutualTlsClient;
  readonly server: MutualTlsServer;
  readonly refusals: RefusalLog;
  #mode: PeerMode = 'PERMISSIVE';
  readonly #options: MeshTlsOptions;

  constructor(options: MeshTlsOptions) {
    const { handshakeMs, log, now } = options;
    this.#options = options;
    this.refusals = new RefusalLog(log, now);
    this.server = new MutualTlsServer(this.refusals, handshakeMs, now);
    this.client = new MutualTlsClient(now);
  }

  get mode(): PeerMode {
    return this.#mode;
  }

  /** True when it was the first: from now on mutual TLS is possible at all. */
  use(certificate: WorkloadCertificate): boolean {
    const isFirst = this.client.localPrincipal === undefined;
    this.server.use(certificate);
    this.client.use(certificate);
    return isFirst;
  }

  /** True when the port takes other connections than before. */
  update({ resources, settings }: Pick<RegistrySnapshot, 'resources' | 'settings'>): boolean {
    const { identity, log, port } = this.#options;
    this.server.trust([settings.trustDomain, ...settings.trustDomainAliases]);
    const set = createResourceSet(resources.map((object, index) => resourceOf(object, index)));
    const before = this.#mode;
    this.#mode = peerModeOf(resolvePeerModes(set, settings, identity), port ?? 0).mode;
    if (before !== this.#mode) log(`mutual TLS of callers: ${this.#mode}`);
    return before !== this.#mode;
  }
}
