import { WEBHOOK_CONFIGURATION } from '../read/kubernetes-kinds';
import { namespaceOf, readObject } from '../read/read-spec';
import type { Rule } from '../rule';
import { istioWebhooks } from './overlap';

export const serviceNotFound: Rule = {
  name: 'webhook/service-not-found',
  codes: ['IST0139'],
  severity: 'error',
  inputs: ['MutatingWebhookConfiguration', 'Service'],
  why: 'Kubernetes cannot reach the injector: Pods start without a sidecar, or do not start.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/injection/',
  check(snapshot, report) {
    const known = new Set(
      snapshot.list('Service').map((service) => `${namespaceOf(service)}/${service.metadata.name}`),
    );
    const said = new Set<string>();
    for (const resource of snapshot.use(istioWebhooks)) {
      const { webhooks = [] } = readObject(resource, WEBHOOK_CONFIGURATION);
      for (const [index, { clientConfig }] of webhooks.entries()) {
        const service = clientConfig?.service;
        if (service === undefined) continue;
        const name = `${service.namespace ?? 'default'}/${service.name}`;
        if (known.has(name) || said.has(`${resource.metadata.name} ${name}`)) continue;
        said.add(`${resource.metadata.name} ${name}`);
        report(resource, {
          path: `webhooks[${index}].clientConfig.service`,
          message: `${resource.metadata.name} asks Service ${name}, which does not exist`,
        });
      }
    }
  },
};
