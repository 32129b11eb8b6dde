import type { DestinationRuleSpec, TrafficPolicy } from '@/lib/mesh/config/kinds/destination-rule';
import { fact, type OverviewSection } from './overview-section';

/** A DestinationRule in words: its subsets, and how callers treat the host. */
export function describeDestinationRule(spec: DestinationRuleSpec): OverviewSection[] {
  const { host, subsets = [], trafficPolicy, exportTo } = spec;
  return [
    { title: 'Is about', facts: [...fact('Host', host), ...fact('Seen by', exportTo)] },
    ...(trafficPolicy === undefined ? [] : [{ title: 'Callers', facts: policyFacts(trafficPolicy) }]),
    ...subsets.map(({ name = '?', labels = {}, trafficPolicy: own }) => ({
      title: `Subset ${name}`,
      facts: [
        ...fact(
          'Workloads with',
          Object.entries(labels).map(([key, value]) => `${key}=${value}`),
        ),
        ...(own === undefined ? [] : policyFacts(own)),
      ],
    })),
  ];
}

function policyFacts({ loadBalancer, connectionPool, outlierDetection, tls }: TrafficPolicy) {
  const { tcp, http } = connectionPool ?? {};
  const errors = outlierDetection?.consecutive5xxErrors;
  return [
    ...fact('Balance by', loadBalancer?.simple ?? (loadBalancer?.consistentHash ? 'a hash' : undefined)),
    ...fact('TLS', tls?.mode),
    ...fact('Connections at most', tcp?.maxConnections),
    ...fact('Connect within', tcp?.connectTimeout),
    ...fact('Waiting requests at most', http?.http1MaxPendingRequests),
    ...fact('Requests at most', http?.http2MaxRequests),
    ...fact(
      'Puts a host out',
      errors === undefined
        ? undefined
        : `after ${errors} errors, for ${outlierDetection?.baseEjectionTime ?? '30s'}`,
    ),
    ...fact(
      'Out at most',
      outlierDetection?.maxEjectionPercent === undefined
        ? undefined
        : `${outlierDetection.maxEjectionPercent} %`,
    ),
  ];
}
