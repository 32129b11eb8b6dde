import type { ConfigKindName } from '../../config/kinds';
import type { ConfigResource } from '../../config/resource';
import type { Snapshot } from '../snapshot';
import { KNOWN_ANNOTATIONS, type KnownAnnotation } from './known-annotations';

/** The kinds whose annotations are looked at. */
export const ANNOTATED_KINDS = [
  'Namespace',
  'Service',
  'Pod',
  'Deployment',
] as const satisfies readonly ConfigKindName[];

/** Written by Istio itself. */
const OWN: ReadonlySet<string> = new Set([
  'sidecar.istio.io/status',
  'gateway.istio.io/controller-version',
  'istio.io/rev',
]);

/** One annotation of Istio's on an object. */
export interface Annotated {
  resource: ConfigResource;
  name: string;
  value: string;
  /** Undefined for one that Istio does not have. */
  known: KnownAnnotation | undefined;
  path: string;
}

/** Every annotation that people put on objects in Istio's name. */
export function istioAnnotations(snapshot: Snapshot): readonly Annotated[] {
  return ANNOTATED_KINDS.flatMap((kind) => snapshot.list(kind)).flatMap((resource) =>
    Object.entries(resource.metadata.annotations)
      .filter(([name]) => isIstios(name) && !OWN.has(name))
      .map(([name, value]) => ({
        resource,
        name,
        value,
        known: KNOWN_ANNOTATIONS.get(name),
        path: `metadata.annotations["${name}"]`,
      })),
  );
}

function isIstios(name: string): boolean {
  const [prefix = ''] = name.split('/');
  return prefix.endsWith('istio.io') || name === 'kubernetes.io/ingress.class';
}
