import { isMapping, valueAt } from '@/lib/mesh/config/wizards/value-path';
import type { WizardSubject } from '@/lib/mesh/config/wizards/wizard';
import type { ConfigDetail } from '@/lib/protocol/api/config-objects';

const SELECTORS = ['spec.selector.matchLabels', 'spec.workloadSelector.labels', 'spec.selector'];

/** What an object is about, as a wizard names it: its host, the app of the workloads it selects, and which gateway it is. */
export function subjectOfObject({ object, kind, name, namespace }: ConfigDetail): WizardSubject {
  const isGateway = kind === 'Gateway' || kind === 'K8sGateway';
  const about = hostOf(object) ?? appOf(object) ?? '';
  return { namespace, name: about, versions: [], ...(isGateway ? { gateway: name } : {}) };
}

function hostOf(object: unknown): string | undefined {
  const hosts = valueAt(object, 'spec.hosts');
  const first: unknown = Array.isArray(hosts) ? hosts[0] : valueAt(object, 'spec.host');
  return typeof first === 'string' ? first : undefined;
}

function appOf(object: unknown): string | undefined {
  for (const path of SELECTORS) {
    const labels = valueAt(object, path);
    const app = isMapping(labels) ? labels.app : undefined;
    if (typeof app === 'string') return app;
  }
  return undefined;
}
