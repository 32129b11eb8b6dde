import type { WorkloadIdentity } from './workload-identity';

/** What an Istio SPIFFE id says of a workload. */
export interface SpiffeId {
  readonly trustDomain: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** The account of a workload that names none, as in Kubernetes. */
export const DEFAULT_SERVICE_ACCOUNT = 'default';

const NAME = '[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?';
const FORM = new RegExp(`^spiffe://(${NAME})/ns/(${NAME})/sa/(${NAME})$`);

/** `spiffe://<trust domain>/ns/<namespace>/sa/<service account>`. */
export function formatSpiffeId({ trustDomain, namespace, serviceAccount }: SpiffeId): string {
  return `spiffe://${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

/** Reads an Istio SPIFFE id; undefined for every other text, so that nothing but names ever gets into a certificate. */
export function parseSpiffeId(text: string): SpiffeId | undefined {
  const [, trustDomain, namespace, serviceAccount] = FORM.exec(text) ?? [];
  if (trustDomain === undefined || namespace === undefined || serviceAccount === undefined) return undefined;
  return { trustDomain, namespace, serviceAccount };
}

/** The service account a workload says it runs as. */
export function serviceAccountOf(identity: Pick<WorkloadIdentity, 'principal'>): string {
  return parseSpiffeId(identity.principal)?.serviceAccount ?? DEFAULT_SERVICE_ACCOUNT;
}

/** The SPIFFE id of a workload in a mesh of `trustDomain`; undefined when its names cannot be part of one. */
export function spiffeIdOf(
  identity: Pick<WorkloadIdentity, 'namespace' | 'principal'>,
  trustDomain: string,
): string | undefined {
  const serviceAccount = serviceAccountOf(identity);
  const text = formatSpiffeId({ trustDomain, namespace: identity.namespace, serviceAccount });
  return parseSpiffeId(text) === undefined ? undefined : text;
}
