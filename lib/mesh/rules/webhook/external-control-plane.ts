import type { ConfigResource } from '../../config/resource';
import { WEBHOOK_CONFIGURATION } from '../read/kubernetes-kinds';
import { readObject } from '../read/read-spec';
import type { Problem, Rule } from '../rule';

export const externalControlPlane: Rule = {
  name: 'webhook/external-control-plane',
  codes: ['IST0163', 'IST0164'],
  severity: 'warning',
  inputs: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  why: 'Kubernetes must find the control plane of another cluster by this address: without it nothing is injected or validated.',
  docs: 'https://istio.io/latest/docs/setup/install/external-controlplane/',
  check(snapshot, report) {
    const validating = snapshot.list('ValidatingWebhookConfiguration').filter(isValidator);
    const injecting = snapshot.list('MutatingWebhookConfiguration').filter(isInjector);
    for (const resource of [...validating, ...injecting]) {
      const { webhooks = [] } = readObject(resource, WEBHOOK_CONFIGURATION);
      for (const [index, { name = '', clientConfig }] of webhooks.entries()) {
        const problem = judge(name, clientConfig?.url, clientConfig?.service?.name);
        if (problem !== undefined) report(resource, { ...problem, path: `webhooks[${index}].clientConfig` });
      }
    }
  },
};

function isValidator({ metadata }: ConfigResource): boolean {
  return metadata.name === 'istiod-default-validator' || metadata.name.startsWith('istio-validator');
}

function isInjector({ metadata }: ConfigResource): boolean {
  return metadata.name.startsWith('istio-sidecar-injector');
}

function judge(webhook: string, url: string | undefined, service: string | undefined): Problem | undefined {
  if (url === undefined || url === '') {
    if (service) return undefined;
    return { codes: ['IST0163'], message: `Webhook ${webhook} has neither a url nor a service to ask` };
  }
  const host = hostOf(url);
  if (host === undefined) {
    return {
      codes: ['IST0163'],
      message: `Webhook ${webhook} cannot ask "${url}": that is no URL with a host`,
    };
  }
  if (!/^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-fA-F:.]+\])$/.test(host)) return undefined;
  return {
    codes: ['IST0164'],
    severity: 'info',
    message: `Webhook ${webhook} asks the IP address ${host}: a host name survives a change of address`,
  };
}

/** RFC 3986 3.2: the authority without user and port. */
function hostOf(url: string): string | undefined {
  const match =
    /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/(?:[^@/?#\s]*@)?(\[[^\]\s]+\]|[^:/?#\s[\]]+)(?::\d*)?(?:[/?#]\S*)?$/.exec(
      url,
    );
  return match?.[1];
}
