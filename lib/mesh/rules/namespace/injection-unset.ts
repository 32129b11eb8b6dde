import { injectors } from '../index/injector';
import type { Rule } from '../rule';
import { injectionLabels } from './injection-labels';

export const injectionUnset: Rule = {
  name: 'namespace/injection-unset',
  codes: ['IST0102', 'IST0148'],
  severity: 'info',
  inputs: ['Namespace', 'ConfigMap'],
  why: 'Whether its workloads join the mesh follows from how Istio was installed, which the next upgrade may change.',
  docs: 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
  check(snapshot, report) {
    const isOnByDefault = [...snapshot.use(injectors).values()].some(
      ({ sidecarInjectorWebhook }) => sidecarInjectorWebhook?.enableNamespacesByDefault === true,
    );
    for (const resource of snapshot.list('Namespace')) {
      const { name } = resource.metadata;
      if (name === snapshot.facts.rootNamespace || name === 'istio-system') continue;
      if (injectionLabels(resource).length > 0) continue;
      report(resource, {
        codes: [isOnByDefault ? 'IST0148' : 'IST0102'],
        message: isOnByDefault
          ? `Namespace ${name} is enabled for injection only because Istio is installed with enableNamespacesByDefault`
          : `Namespace ${name} is not enabled for injection: label it istio-injection=enabled, or disabled to say that this is meant`,
        fix: {
          title: 'Label it istio-injection=enabled',
          edits: [{ path: 'metadata.labels.istio-injection', value: 'enabled' }],
        },
      });
    }
  },
};
