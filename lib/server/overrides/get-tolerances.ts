import { kindOf } from '../../mesh/config/kinds';
import { resourceOf } from '../../mesh/config/resource-of';
import { type AnnotatedTolerances, readAnnotatedTolerances } from '../../mesh/health/annotated-tolerances';
import type { HealthSubject } from '../../mesh/health/health-rate';
import { subjectKey } from '../../mesh/health/object-tolerances';
import { DEFAULT_TOLERANCES } from '../../mesh/health/tolerance';
import type { TolerancesAnswer } from '../../protocol/api/overrides';
import type { OverrideDeps } from './override-deps';

/** By what an object is judged, and who said so: its annotation, what was set by hand, or the defaults. */
export function getTolerances(
  { overrides, registry }: Pick<OverrideDeps, 'overrides' | 'registry'>,
  subject: HealthSubject,
): TolerancesAnswer {
  const key = subjectKey(subject);
  const annotated = readAnnotatedTolerances(registry.snapshot().resources).get(key);
  const byHand = overrides.tolerances.find((one) => subjectKey(one) === key)?.tolerances ?? [];
  const source = annotated !== undefined ? 'annotation' : byHand.length > 0 ? 'page' : 'default';
  const tolerances = annotated?.tolerances ?? (byHand.length > 0 ? byHand : DEFAULT_TOLERANCES);
  return { source, tolerances: [...tolerances], byHand: [...byHand], annotated: describeObject(annotated) };
}

function describeObject(annotated: AnnotatedTolerances | undefined): TolerancesAnswer['annotated'] {
  if (annotated === undefined) return null;
  const { namespace, name } = annotated.object.metadata;
  const kind = kindOf(resourceOf(annotated.object));
  return kind === undefined ? null : { kind, namespace: namespace ?? '', name };
}
