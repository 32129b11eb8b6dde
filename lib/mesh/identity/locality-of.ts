/** Where a workload is, by the labels that Kubernetes and Istio give it: `region/zone/subzone`, empty when unknown. */
export function localityOf(labels: Readonly<Record<string, string>>): string {
  const istio = labels['istio-locality'];
  // Labels cannot hold slashes: Istio writes dots.
  if (istio !== undefined && istio !== '') return istio.replaceAll('.', '/');
  const parts = [
    labels['topology.kubernetes.io/region'],
    labels['topology.kubernetes.io/zone'],
    labels['topology.istio.io/subzone'],
  ];
  return parts[0] === undefined
    ? ''
    : parts
        .map((part) => part ?? '')
        .join('/')
        .replace(/\/+$/, '');
}
