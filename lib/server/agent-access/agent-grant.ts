import { createHmac, timingSafeEqual } from 'node:crypto';
import { serviceAccountOf } from '../../mesh/identity/spiffe-id';
import type { WorkloadIdentity } from '../../mesh/identity/workload-identity';
import { parseScopedToken, type TokenScope, tokenScopeText } from '../../protocol/ingest/agent-token';
import { bearerToken, createSecretCheck } from '../auth/secret-check';

/** What a token lets its holder be: any workload, or those of one service account. */
export type AgentGrant = 'any' | TokenScope;

/** Reads the `Authorization` header of an agent; undefined when it grants nothing. */
export function createGrantReader(
  token: string,
): (authorization: string | undefined) => AgentGrant | undefined {
  const isAgentSecret = createSecretCheck(token);
  return (authorization) => {
    const given = bearerToken(authorization);
    if (given === undefined) return undefined;
    const scoped = parseScopedToken(given);
    if (scoped === undefined) return isAgentSecret(given) ? 'any' : undefined;
    const expected = createHmac('sha256', token).update(tokenScopeText(scoped.scope)).digest();
    const mac = Buffer.from(scoped.mac, 'base64url');
    return mac.length === expected.length && timingSafeEqual(mac, expected) ? scoped.scope : undefined;
  };
}

/** Whether the holder of a grant may speak for a workload. */
export function grantCovers(
  grant: AgentGrant,
  identity: Pick<WorkloadIdentity, 'namespace' | 'principal'>,
): boolean {
  if (grant === 'any') return true;
  return grant.namespace === identity.namespace && grant.serviceAccount === serviceAccountOf(identity);
}
