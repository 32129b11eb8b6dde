import { WORKLOAD_KINDS } from '../index/workloads';
import { namespaceOf } from '../read/read-spec';
import type { Rule } from '../rule';
import { suggestName } from '../suggest-name';
import { credentialUses } from './credentials';

export const credentialNotFound: Rule = {
  name: 'gateway/credential-not-found',
  codes: ['IST0101'],
  severity: 'error',
  inputs: ['Gateway', 'Secret', ...WORKLOAD_KINDS],
  why: 'Without its certificate the proxy refuses every TLS handshake on this port.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/',
  check(snapshot, report) {
    for (const { gateway, path, name, namespace, secret } of snapshot.use(credentialUses)) {
      if (secret !== undefined) continue;
      const known = snapshot.list('Secret').filter((one) => namespaceOf(one) === namespace);
      report(gateway, {
        path,
        message: `${gateway.metadata.name} takes its certificate from Secret "${name}", which namespace ${namespace} of its proxies does not have`,
        fix: suggestName(
          path,
          name,
          known.map(({ metadata }) => metadata.name),
        ),
      });
    }
  },
};
