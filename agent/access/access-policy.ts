import { type Authorizer, compileAuthorization } from '../../lib/mesh/access/authorization';
import type { PolicyWorkload } from '../../lib/mesh/access/selects-workload';
import { resolveTokenRules } from '../../lib/mesh/access/token/token-rules';
import type { MeshSettings } from '../../lib/mesh/config/mesh-settings';
import type { ResourceSet } from '../../lib/mesh/config/resource-set';
import { type ExternalAuthorizer, findExternalAuthorizer } from './external/external-authorizer';
import { Authenticator } from './token/authenticator';
import type { KeyStore } from './token/key-store';

/** Envoy's details for whom a CUSTOM policy refuses that nobody can decide. */
export const BROKEN_CUSTOM_DETAILS =
  'rbac_access_denied_matched_policy[default-deny-all-due-to-bad-CUSTOM-action]';

/** All that decides access to one workload, compiled from one configuration. */
export interface AccessPolicy {
  readonly settings: Pick<MeshSettings, 'pathNormalization' | 'numTrustedProxies'>;
  readonly http: Authorizer;
  readonly tcp: Authorizer;
  /** Undefined where no RequestAuthentication is for the workload. */
  readonly authenticator: Authenticator | undefined;
  /** Who decides for CUSTOM policies; `broken` where they name nobody the mesh knows, or several. */
  readonly external: ExternalAuthorizer | 'broken' | undefined;
}

/** Compiles what the resources say of a workload. */
export function compileAccessPolicy(
  resources: ResourceSet,
  settings: MeshSettings,
  workload: PolicyWorkload,
  keys: KeyStore,
): AccessPolicy {
  const http = compileAuthorization(resources, settings, workload);
  const rules = resolveTokenRules(resources, settings, workload);
  return {
    settings,
    http,
    tcp: compileAuthorization(resources, settings, workload, 'tcp'),
    authenticator: rules.length === 0 ? undefined : new Authenticator(rules, keys, Date.now),
    external: findExternalAuthorizer(http.providers, settings),
  };
}
