const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'CONNECT'];

type Named = { kind: string; namespace: string; name: string };

/** Values that a query of logs is completed with, by the first name of their field. */
export function knownValues(entities: readonly Named[]): Record<string, readonly string[]> {
  const of = (kind: string) => [
    ...new Set(entities.filter((one) => one.kind === kind).map(({ name }) => name)),
  ];
  const [services, workloads] = [of('service'), of('workload')];
  return {
    service: services,
    workload: workloads,
    source: workloads,
    target: services,
    namespace: [...new Set(entities.map(({ namespace }) => namespace))],
    method: METHODS,
  };
}
