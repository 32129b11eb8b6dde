import type { ConfigResource } from '../../config/resource';
import { judgeCertificate } from '../certificate/judge-certificate';
import { WORKLOAD_KINDS } from '../index/workloads';
import { SECRET } from '../read/kubernetes-kinds';
import { readObject } from '../read/read-spec';
import type { Rule } from '../rule';
import { credentialUses } from './credentials';

export const credentialInvalid: Rule = {
  name: 'gateway/credential-invalid',
  codes: ['IST0161'],
  severity: 'error',
  inputs: ['Gateway', 'Secret', ...WORKLOAD_KINDS],
  why: 'The proxy cannot serve TLS with this certificate: clients refuse it, or it refuses to load.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
  check(snapshot, report) {
    for (const { gateway, path, name, namespace, secret } of snapshot.use(credentialUses)) {
      const fault = secret === undefined ? undefined : judgeSecret(secret, snapshot.facts.now);
      if (secret === undefined || fault === undefined) continue;
      report(gateway, {
        path,
        message: `The certificate of ${gateway.metadata.name} in Secret ${namespace}/${name} cannot be used: ${fault}`,
        related: [secret],
      });
    }
  },
};

/** Kubernetes' names of the two parts, or Istio's older ones. */
function judgeSecret(secret: ConfigResource, now: number): string | undefined {
  const { data = {}, stringData = {} } = readObject(secret, SECRET);
  const read = (name: string) => stringData[name] ?? decodeBase64(data[name]);
  const certificate = read('tls.crt') ?? read('cert');
  const key = read('tls.key') ?? read('key');
  if (certificate === undefined || key === undefined) return 'it has no tls.crt and tls.key';
  return judgeCertificate(certificate, key, now);
}

function decodeBase64(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return atob(text.replaceAll(/\s/g, ''));
  } catch {
    return '';
  }
}
