import type { HttpFault } from '../../../config/kinds/virtual-service';
import { GRPC_STATUS_NAMES } from '../../../log/response-code-name';
import type { FieldReport } from '../field-report';
import { durationProblem } from '../values/duration-value';
import { statusProblem } from './direct-response';

/** The field rules of injected faults. */
export function checkFault(fault: HttpFault | undefined, path: string, report: FieldReport): void {
  if (fault === undefined) return;
  if (fault.abort === undefined && fault.delay === undefined) {
    report.error('virtual-service/empty-fault', path, 'The fault has neither a delay nor an abort');
  }
  checkAbort(fault.abort, `${path}.abort`, report);
  checkDelay(fault.delay, `${path}.delay`, report);
}

function checkAbort(abort: HttpFault['abort'], path: string, report: FieldReport): void {
  if (abort === undefined) return;
  checkPercentage(abort.percentage, `${path}.percentage`, report);
  if (abort.grpcStatus !== undefined) {
    if (!GRPC_STATUS_NAMES.includes(abort.grpcStatus))
      report.error(
        'virtual-service/unknown-grpc-status',
        `${path}.grpcStatus`,
        `"${abort.grpcStatus}" is no gRPC status such as UNAVAILABLE`,
      );
  } else if (abort.http2Error !== undefined) {
    report.error(
      'virtual-service/unsupported-fault',
      `${path}.http2Error`,
      'Proxies cannot fail with an HTTP/2 error; use httpStatus',
    );
  } else if (abort.httpStatus !== undefined) {
    report.check('virtual-service/invalid-status', `${path}.httpStatus`, statusProblem(abort.httpStatus));
  } else {
    report.warn(
      'virtual-service/abort-without-status',
      path,
      'The abort says no status to fail with, so it does nothing',
    );
  }
}

function checkDelay(delay: HttpFault['delay'], path: string, report: FieldReport): void {
  if (delay === undefined) return;
  checkPercentage(delay.percentage, `${path}.percentage`, report);
  report.check('virtual-service/invalid-delay', `${path}.fixedDelay`, durationProblem(delay.fixedDelay));
  if (delay.exponentialDelay !== undefined) {
    report.error(
      'virtual-service/unsupported-fault',
      `${path}.exponentialDelay`,
      'Proxies know no exponential delay; use fixedDelay',
    );
  }
}

/** Envoy counts in millionths; less than one is nothing. */
function checkPercentage(
  percentage: { readonly value?: number } | undefined,
  path: string,
  report: FieldReport,
): void {
  const value = percentage?.value ?? 0;
  if (value < 0 || value > 100 || (value > 0 && value < 0.0001)) {
    report.error(
      'virtual-service/invalid-percentage',
      `${path}.value`,
      `${value} is no share of the requests; it must be 0, or 0.0001 to 100`,
    );
  }
}
