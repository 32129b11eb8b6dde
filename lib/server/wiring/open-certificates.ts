import { formatSubject } from '../../mesh/graph/node-id';
import { spiffeIdOf } from '../../mesh/identity/spiffe-id';
import type { Hello } from '../../protocol/ingest/agent-message';
import { CertificateCounters } from '../ca/certificate-counters';
import { CertificateDesk } from '../ca/certificate-desk';
import type { Core } from './core';
import { log } from './log';

/** Who gives agents their certificates, and what was refused. */
export interface OpenCertificates {
  counters: CertificateCounters;
  openDesk(hello: Hello): CertificateDesk | undefined;
  onForeignIdentity(hello: Hello): void;
}

/** Opens a desk for each agent that joins; refusals are logged, counted and told in the feed. */
export function openCertificates({ authority, events }: Core): OpenCertificates {
  const counters = new CertificateCounters();
  const now = Date.now;
  const tell = (hello: Hello, message: string): void => {
    const { agentId, identity } = hello;
    const { namespace, workload, cluster } = identity;
    log(`agent ${agentId} (${hello.hostname}): ${message}`);
    events.append({
      atMs: now(),
      kind: 'identity-refused',
      namespace,
      subject: formatSubject({ kind: 'workload', namespace, name: workload, cluster }),
      message: `The agent of ${workload} ${message}.`,
      details: { agentId, workload },
    });
  };
  return {
    counters,
    openDesk(hello) {
      const spiffeId = spiffeIdOf(hello.identity, authority.trustDomain);
      if (spiffeId === undefined) return undefined;
      const onRefusal = ({ message }: { message: string }): void =>
        tell(hello, `was refused a certificate: ${message}`);
      return new CertificateDesk({ authority, counters, now, onRefusal }, spiffeId);
    },
    onForeignIdentity: (hello) =>
      tell(hello, 'showed the token of another service account than its own and was turned away'),
  };
}
