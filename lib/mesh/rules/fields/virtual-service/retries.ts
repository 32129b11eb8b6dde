import type { HttpRetries } from '../../../config/kinds/virtual-service';
import type { FieldReport } from '../field-report';
import { durationProblem } from '../values/duration-value';

const CONDITIONS = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);

const STATUSES = /^(?:10[0-3]|20[0-8]|226|30[0-57-8]|40\d|41[0-8]|42[1-689]|431|451|50[0-8]|51[01])$/;

/** The field rules of a retry policy. */
export function checkRetries(retries: HttpRetries | undefined, path: string, report: FieldReport): void {
  if (retries === undefined) return;
  const { attempts = 0, retryOn = '' } = retries;
  if (attempts < 0)
    report.error('virtual-service/negative-attempts', `${path}.attempts`, `${attempts} tries cannot be made`);
  if (
    attempts === 0 &&
    (retries.perTryTimeout !== undefined || retryOn !== '' || retries.retryRemoteLocalities !== undefined)
  ) {
    report.error(
      'virtual-service/retries-without-attempts',
      path,
      'attempts is 0, which switches retries off, but other settings of retries are there; set attempts or remove them',
    );
  }
  report.check(
    'virtual-service/invalid-retry-timeout',
    `${path}.perTryTimeout`,
    durationProblem(retries.perTryTimeout),
  );
  for (const condition of retryOn === '' ? [] : retryOn.split(',')) {
    if (!CONDITIONS.has(condition) && !STATUSES.test(condition)) {
      report.error(
        'virtual-service/unknown-retry-condition',
        `${path}.retryOn`,
        `"${condition}" is no condition for a retry; conditions are separated by commas without blanks`,
      );
    }
  }
  report.check('virtual-service/invalid-backoff', `${path}.backoff`, durationProblem(retries.backoff));
}
