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
    for (const resource of snapshot.use(istioWebhooks)) {
      const { webhooks = [] } = readObject(resource, WEBHOOK_CONFIGURATION);
      const index = webhooks.findIndex(({ clientConfig }) => {
        const service = clientConfig?.service;
        return service !== undefined && !known.has(`${service.namespace ?? 'default'}/${service.name}`);
      });
      const service = webhooks[index]?.clientConfig?.service;
      if (service === undefined) continue;
      report(resource, {
        path: `webhooks[${index}].clientConfig.service`,
        message: `${resource.metadata.name} asks Service ${service.namespace ?? 'default'}/${service.name}, which does not exist`,
      });
    }
  },
};
