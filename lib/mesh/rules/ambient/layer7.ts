import type { TrafficPolicy } from '../../config/kinds/destination-rule';
import { AUTHORIZATION_POLICY_SCHEMA, type AuthorizationRule } from '../../config/kinds/security';
import type { ConfigResource } from '../../config/resource';
import { TELEMETRY_SPEC } from '../read/mesh-kinds';
import { readSpec } from '../read/read-spec';
import type { PolicyKind } from './enrollment';

/** Whether a policy needs a proxy that reads requests: ztunnel sees connections only. */
export function isLayer7(resource: ConfigResource, kind: PolicyKind): boolean {
  if (kind === 'AuthorizationPolicy') return isLayer7Authorization(resource);
  if (kind !== 'Telemetry') return true;
  const { tracing = [], accessLogging = [], metrics = [] } = readSpec(resource, TELEMETRY_SPEC);
  return (
    tracing.length > 0 ||
    accessLogging.length > 0 ||
    metrics.some(({ overrides = [] }) => overrides.length > 0)
  );
}

/** Whether an AuthorizationPolicy looks at requests: methods, paths, hosts, tokens, headers. */
export function isLayer7Authorization(resource: ConfigResource): boolean {
  return (readSpec(resource, AUTHORIZATION_POLICY_SCHEMA).rules ?? []).some(isLayer7Rule);
}

/** Whether a rule of one does. */
export function isLayer7Rule({ from = [], to = [], when = [] }: AuthorizationRule): boolean {
  const has = (values: readonly string[] | undefined) => (values ?? []).length > 0;
  return (
    from.some(({ source }) => has(source?.requestPrincipals) || has(source?.notRequestPrincipals)) ||
    to.some(({ operation: o }) =>
      [o?.methods, o?.notMethods, o?.paths, o?.notPaths, o?.hosts, o?.notHosts].some(has),
    ) ||
    when.some(({ key = '' }) => key.startsWith('request.headers') || key.startsWith('request.auth.'))
  );
}

/** Whether a traffic policy says anything that only a proxy for requests can do. */
export function isLayer7Traffic(policy: TrafficPolicy | undefined): boolean {
  const blocks = [policy, ...(policy?.portLevelSettings ?? [])];
  return blocks.some((block) => {
    const hash = block?.loadBalancer?.consistentHash;
    const byRequest = hash?.httpHeaderName !== undefined || hash?.httpCookie !== undefined;
    return byRequest || block?.connectionPool?.http !== undefined || block?.outlierDetection !== undefined;
  });
}
