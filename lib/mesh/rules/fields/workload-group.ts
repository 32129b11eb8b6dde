import type { ReadinessProbe, WorkloadGroupSpec } from '../../config/kinds/workload-group';
import { each, type FieldReport } from './field-report';
import { portProblem } from './values/address';
import { headerNameProblem } from './values/header';
import { checkLabels } from './values/labels';

/** The field rules of a WorkloadGroup. */
export function checkWorkloadGroup(spec: WorkloadGroupSpec, report: FieldReport): void {
  if (spec.template === undefined)
    report.error(
      'workload-group/no-template',
      'spec.template',
      'The group needs a template for its workloads; {} will do',
    );
  checkLabels(spec.metadata?.labels, 'spec.metadata.labels', report);
  if (spec.probe !== undefined) checkProbe(spec.probe, 'spec.probe', report);
}

const NUMBERS = [
  'periodSeconds',
  'initialDelaySeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

function checkProbe(probe: ReadinessProbe, path: string, report: FieldReport): void {
  for (const field of NUMBERS) {
    const value = probe[field] ?? 0;
    if (value < 0)
      report.error('workload-group/negative-probe', `${path}.${field}`, `${value} must be 0 or more`);
  }
  const { httpGet, tcpSocket, exec, grpc } = probe;
  if (httpGet !== undefined) checkHttpGet(httpGet, `${path}.httpGet`, report);
  else if (tcpSocket !== undefined)
    report.check('workload-group/invalid-port', `${path}.tcpSocket.port`, portProblem(tcpSocket.port));
  else if (grpc !== undefined)
    report.check('workload-group/invalid-port', `${path}.grpc.port`, portProblem(grpc.port));
  else if (exec === undefined)
    report.error(
      'workload-group/empty-probe',
      path,
      'The probe does nothing: set httpGet, tcpSocket, exec or grpc',
    );
  else if ((exec.command ?? []).length === 0)
    report.error('workload-group/no-command', `${path}.exec.command`, 'The probe needs a command');
}

function checkHttpGet(get: NonNullable<ReadinessProbe['httpGet']>, path: string, report: FieldReport): void {
  report.check('workload-group/invalid-port', `${path}.port`, portProblem(get.port));
  each(get.httpHeaders, `${path}.httpHeaders`, ({ name = '' }, at) =>
    report.check('workload-group/invalid-header-name', `${at}.name`, headerNameProblem(name)),
  );
}
