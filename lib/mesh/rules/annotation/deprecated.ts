import type { Rule } from '../rule';
import { ANNOTATED_KINDS, istioAnnotations } from './annotated';

const INJECT = 'sidecar.istio.io/inject';

export const deprecatedAnnotation: Rule = {
  name: 'annotation/deprecated',
  codes: ['IST0135'],
  severity: 'info',
  inputs: [...ANNOTATED_KINDS],
  why: 'A coming version of Istio may no longer read it.',
  docs: 'https://istio.io/latest/docs/reference/config/annotations/',
  check(snapshot, report) {
    for (const { resource, name, known, path } of snapshot.use(istioAnnotations)) {
      if (known?.isDeprecated !== true) continue;
      if (name === INJECT && resource.metadata.labels[INJECT] !== undefined) continue;
      report(resource, {
        path,
        message: `The annotation ${name} of ${resource.kind} ${resource.metadata.name} is deprecated${name === INJECT ? ': use the label of this name' : ''}`,
      });
    }
  },
};
