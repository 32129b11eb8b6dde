import type { ConfigResource } from '../../config/resource';

/** The labels by which a namespace says whether and how its workloads join the mesh. */
export function injectionLabels({ metadata }: ConfigResource): string[] {
  return ['istio-injection', 'istio.io/rev', 'istio.io/dataplane-mode'].filter(
    (name) =>
      (name === 'istio.io/rev' ? metadata.labels[name] !== undefined : Boolean(metadata.labels[name])) &&
      (name !== 'istio.io/dataplane-mode' || metadata.labels[name] === 'ambient'),
  );
}
