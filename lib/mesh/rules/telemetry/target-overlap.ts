import type { ConfigResource } from '../../config/resource';
import { nameSome } from '../name-some';
import { TELEMETRY_SPEC } from '../read/mesh-kinds';
import { namespaceOf, readSpec } from '../read/read-spec';
import type { Rule } from '../rule';

export const targetOverlap: Rule = {
  name: 'telemetry/target-overlap',
  codes: [],
  severity: 'error',
  inputs: ['Telemetry'],
  why: 'Of several Telemetries for one gateway or Service the oldest wins and the others do nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/telemetry/',
  check(snapshot, report) {
    const byTarget = new Map<string, ConfigResource[]>();
    for (const resource of snapshot.list('Telemetry')) {
      for (const target of targetsOf(resource)) {
        byTarget.set(target, [...(byTarget.get(target) ?? []), resource]);
      }
    }
    for (const [target, list] of byTarget) {
      for (const resource of list.length > 1 ? list : []) {
        const others = list.filter((other) => other !== resource);
        report(resource, {
          path: 'spec.targetRefs',
          about: target,
          message: `${resource.metadata.name} and ${nameSome(others.map(({ metadata }) => metadata.name))} are both the Telemetry of ${target}`,
          related: others,
        });
      }
    }
  },
};

/** `Kind namespace/name` of what it is about, each once. */
function targetsOf(resource: ConfigResource): Set<string> {
  const { targetRef, targetRefs = [] } = readSpec(resource, TELEMETRY_SPEC);
  return new Set(
    [...(targetRef === undefined ? [] : [targetRef]), ...targetRefs].map(
      ({ kind, namespace, name }) => `${kind} ${namespace || namespaceOf(resource)}/${name}`,
    ),
  );
}
