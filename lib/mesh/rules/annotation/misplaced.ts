import type { Rule } from '../rule';
import { ANNOTATED_KINDS, istioAnnotations } from './annotated';

export const misplacedAnnotation: Rule = {
  name: 'annotation/misplaced',
  codes: ['IST0107'],
  severity: 'warning',
  inputs: [...ANNOTATED_KINDS],
  why: 'Istio looks for it on other kinds only: here it does nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/annotations/',
  check(snapshot, report) {
    for (const { resource, name, known, path } of snapshot.use(istioAnnotations)) {
      if (known === undefined || known.on.includes('Any') || known.on.includes(resource.kind)) continue;
      const isTemplate = resource.kind === 'Deployment' && known.on.includes('Pod');
      report(resource, {
        path,
        message: `The annotation ${name} of ${resource.kind} ${resource.metadata.name} belongs on ${isTemplate ? 'its spec.template' : known.on.join(' or ')}`,
      });
    }
  },
};
