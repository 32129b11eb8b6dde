import type { MutualTlsMode, PeerAuthenticationSpec } from '../config/kinds/security';
import type { MeshSettings } from '../config/mesh-settings';
import type { ConfigResource } from '../config/resource';
import type { ResourceSet } from '../config/resource-set';
import { hasSelector, type PolicyWorkload, selectsLabels } from './selects-workload';

/** What a workload's port takes: mutual TLS alone, both, or plain text alone. */
export type PeerMode = Exclude<MutualTlsMode, 'UNSET'>;

/** A mode and the object and field that decided it; undefined where Istio's default holds. */
export interface DecidedPeerMode {
  readonly mode: PeerMode;
  readonly by: ConfigResource | undefined;
  /** `spec.mtls.mode`; empty for the default. */
  readonly path: string;
}

/** The modes of one workload. */
export interface PeerModes {
  /** Of every port without a mode of its own. */
  readonly workload: DecidedPeerMode;
  /** By the workload's own (target) port. */
  readonly ports: ReadonlyMap<number, DecidedPeerMode>;
}

const DEFAULT_MODE: DecidedPeerMode = { mode: 'PERMISSIVE', by: undefined, path: '' };

/**
 * The mutual TLS modes of a workload: workload over namespace over mesh, the oldest policy of each level, `UNSET`
 * inheriting. A policy with a selector in the root namespace counts for nothing, as in Istio.
 */
export function resolvePeerModes(
  resources: ResourceSet,
  settings: Pick<MeshSettings, 'rootNamespace'>,
  workload: PolicyWorkload,
): PeerModes {
  const { rootNamespace } = settings;
  // In order of precedence: the first of a level is its oldest.
  const policies = resources.list('PeerAuthentication');
  const findLevel = (namespace: string): ConfigResource | undefined =>
    policies.find(
      (policy) => policy.metadata.namespace === namespace && !hasSelector(specOf(policy).selector),
    );
  const own = policies.find(
    (policy) =>
      policy.metadata.namespace === workload.namespace &&
      workload.namespace !== rootNamespace &&
      hasSelector(specOf(policy).selector) &&
      selectsLabels(specOf(policy).selector, workload.labels),
  );
  const mesh = narrow(DEFAULT_MODE, findLevel(rootNamespace));
  const namespace = narrow(mesh, findLevel(workload.namespace));
  const decided = narrow(namespace, own);
  return { workload: decided, ports: own === undefined ? new Map() : portModes(own, decided) };
}

/** The mode of one of the workload's own ports. */
export function peerModeOf(modes: PeerModes, port: number): DecidedPeerMode {
  return modes.ports.get(port) ?? modes.workload;
}

function narrow(parent: DecidedPeerMode, policy: ConfigResource | undefined): DecidedPeerMode {
  if (policy === undefined) return parent;
  const mode = readMode(specOf(policy).mtls);
  return mode === undefined ? parent : { mode, by: policy, path: 'spec.mtls.mode' };
}

function portModes(policy: ConfigResource, parent: DecidedPeerMode): Map<number, DecidedPeerMode> {
  const ports = new Map<number, DecidedPeerMode>();
  for (const [port, mtls] of Object.entries(specOf(policy).portLevelMtls ?? {})) {
    const mode = readMode(mtls);
    const path = `spec.portLevelMtls[${port}].mode`;
    ports.set(Number(port), mode === undefined ? parent : { mode, by: policy, path });
  }
  return ports;
}

function readMode(mtls: { readonly mode?: MutualTlsMode } | undefined | null): PeerMode | undefined {
  const mode = mtls?.mode;
  return mode === 'STRICT' || mode === 'PERMISSIVE' || mode === 'DISABLE' ? mode : undefined;
}

function specOf(policy: ConfigResource): PeerAuthenticationSpec {
  return (policy.spec ?? {}) as PeerAuthenticationSpec;
}
