import { serviceHost } from '@/lib/mesh/identity/workload-identity';
import type { Reporter } from '@/lib/mesh/metrics/series-facts';
import { fromLabelValues, type SeriesLabels } from '@/lib/mesh/metrics/series-labels';
import type { PlannedCall, PlannedWorkload } from './mesh-plan';

/** The labels that a proxy at one end of a call counts an outcome under. */
export function labelsOfCall(call: PlannedCall, reporter: Reporter, isError: boolean): SeriesLabels {
  const { service, source, target } = call;
  const { protocol } = service;
  const isMutual = source !== undefined && reporter === 'destination';
  return {
    ...fromLabelValues([]),
    reporter,
    ...(source === undefined ? {} : endOf('source', source)),
    ...endOf('destination', target),
    destination_service: serviceHost(service.name, service.namespace),
    destination_service_name: service.name,
    destination_service_namespace: service.namespace,
    request_protocol: protocol,
    response_code: protocol === 'tcp' ? '0' : protocol === 'grpc' ? '200' : isError ? call.errorCode : '200',
    grpc_response_status: protocol === 'grpc' ? (isError ? call.errorCode : '0') : '',
    response_flags: '-',
    connection_security_policy: isMutual ? 'mutual_tls' : reporter === 'destination' ? 'none' : 'unknown',
    request_operation: call.operation,
  };
}

function endOf(end: 'source' | 'destination', workload: PlannedWorkload): Partial<SeriesLabels> {
  const { name, namespace, app, version } = workload;
  return {
    [`${end}_workload`]: name,
    [`${end}_workload_namespace`]: namespace,
    [`${end}_canonical_service`]: app,
    [`${end}_canonical_revision`]: version,
    [`${end}_app`]: app,
    [`${end}_version`]: version,
    [`${end}_cluster`]: 'default',
    [`${end}_principal`]: `spiffe://cluster.local/ns/${namespace}/sa/${app}`,
  };
}
