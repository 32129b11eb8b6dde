import type { Rule } from '../rule';
import { ANNOTATED_KINDS, istioAnnotations } from './annotated';
import { suggestRename } from './suggest-rename';

export const unknownAnnotation: Rule = {
  name: 'annotation/unknown',
  codes: ['IST0108'],
  severity: 'warning',
  inputs: [...ANNOTATED_KINDS],
  why: 'Istio does not read it: what it was meant to do does not happen.',
  docs: 'https://istio.io/latest/docs/reference/config/annotations/',
  check(snapshot, report) {
    for (const { resource, name, value, known, path } of snapshot.use(istioAnnotations)) {
      if (known !== undefined) continue;
      report(resource, {
        path,
        message: `${resource.kind} ${resource.metadata.name} has the annotation ${name}, which Istio does not know`,
        fix: suggestRename(name, value),
      });
    }
  },
};
