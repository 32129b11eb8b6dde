import type { OutlierDetection } from '../../../config/kinds/destination-rule';
import type { FieldReport } from '../field-report';
import { durationProblem } from '../values/duration-value';

/** The field rules of taking out hosts that keep failing. */
export function checkOutlierDetection(
  outlier: OutlierDetection | undefined,
  path: string,
  report: FieldReport,
): void {
  if (outlier === undefined) return;
  const {
    consecutiveErrors = 0,
    consecutiveLocalOriginFailures = 0,
    splitExternalLocalOriginErrors = false,
  } = outlier;
  for (const field of ['baseEjectionTime', 'interval'] as const) {
    report.check('destination-rule/invalid-duration', `${path}.${field}`, durationProblem(outlier[field]));
  }
  if (consecutiveErrors !== 0) {
    report.warn(
      'destination-rule/deprecated-consecutive-errors',
      `${path}.consecutiveErrors`,
      'consecutiveErrors has been replaced by consecutiveGatewayErrors and consecutive5xxErrors',
      {
        title: 'Use consecutive5xxErrors',
        edits: [
          { path: `${path}.consecutiveErrors` },
          { path: `${path}.consecutive5xxErrors`, value: consecutiveErrors },
        ],
      },
    );
  }
  if (!splitExternalLocalOriginErrors && consecutiveLocalOriginFailures > 0) {
    report.error(
      'destination-rule/local-origin-without-split',
      `${path}.consecutiveLocalOriginFailures`,
      'Failed connections are counted apart only with splitExternalLocalOriginErrors: true',
      {
        title: 'Set splitExternalLocalOriginErrors',
        edits: [{ path: `${path}.splitExternalLocalOriginErrors`, value: true }],
      },
    );
  }
  for (const field of ['maxEjectionPercent', 'minHealthPercent'] as const) {
    const value = outlier[field] ?? 0;
    if (value < 0 || value > 100)
      report.error(
        'destination-rule/invalid-percentage',
        `${path}.${field}`,
        `${value} is no percentage; it must be 0 to 100`,
      );
  }
}
