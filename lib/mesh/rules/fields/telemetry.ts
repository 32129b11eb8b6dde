import type { TelemetrySpec } from '../../config/kinds/telemetry';
import { each, type FieldReport } from './field-report';
import { celProblem } from './values/cel-syntax';
import { checkPolicyTargets } from './values/targets';

type Tracing = NonNullable<TelemetrySpec['tracing']>[number];
type Metrics = NonNullable<TelemetrySpec['metrics']>[number];
type Override = NonNullable<Metrics['overrides']>[number];

/** The field rules of a Telemetry. */
export function checkTelemetry(spec: TelemetrySpec, report: FieldReport): void {
  checkPolicyTargets(spec, report);
  each(spec.metrics, 'spec.metrics', (metrics, path) => {
    checkProviders(metrics.providers, path, report);
    each(metrics.overrides, `${path}.overrides`, (override, at) => checkOverride(override, at, report));
  });
  if ((spec.tracing ?? []).length > 1)
    report.warn('telemetry/several-tracings', 'spec.tracing[1]', 'Only the first entry of tracing is used');
  each(spec.tracing, 'spec.tracing', (tracing, path) => checkTracing(tracing, path, report));
  each(spec.accessLogging, 'spec.accessLogging', ({ filter, providers }, path) => {
    if (filter !== undefined)
      report.check(
        'telemetry/invalid-filter',
        `${path}.filter.expression`,
        celProblem(filter.expression ?? ''),
      );
    checkProviders(providers, path, report);
  });
}

function checkProviders(providers: Metrics['providers'], path: string, report: FieldReport): void {
  each(providers, `${path}.providers`, ({ name = '' }, at) => {
    if (name === '')
      report.error('telemetry/provider-without-name', `${at}.name`, 'The provider needs a name');
  });
}

function checkOverride({ tagOverrides = {}, match }: Override, path: string, report: FieldReport): void {
  for (const [name, { operation = 'UPSERT', value = '' }] of Object.entries(tagOverrides)) {
    const at = `${path}.tagOverrides["${name}"]`;
    if (name === '') report.warn('telemetry/tag-without-name', at, 'The tag has no name');
    if (operation === 'UPSERT' && value === '')
      report.error('telemetry/tag-without-value', `${at}.value`, `Tag "${name}" needs a value to be set to`);
    if (operation === 'REMOVE' && value !== '')
      report.error(
        'telemetry/removed-tag-with-value',
        `${at}.value`,
        `Tag "${name}" is removed, so it takes no value`,
      );
  }
  if (match?.customMetric === '')
    report.error('telemetry/metric-without-name', `${path}.match.customMetric`, 'The metric has no name');
}

function checkTracing(tracing: Tracing, path: string, report: FieldReport): void {
  if ((tracing.providers ?? []).length > 1)
    report.warn(
      'telemetry/several-providers',
      `${path}.providers[1]`,
      'Traces go to one provider; only the first is used',
    );
  checkProviders(tracing.providers, path, report);
  const { randomSamplingPercentage: share = 0 } = tracing;
  if (share < 0 || share > 100)
    report.error(
      'telemetry/invalid-sampling',
      `${path}.randomSamplingPercentage`,
      `${share} is no percentage; it must be 0 to 100`,
    );
  for (const [name, tag] of Object.entries(tracing.customTags ?? {})) {
    const at = `${path}.customTags["${name}"]`;
    if (name === '') report.error('telemetry/tag-without-name', at, 'The tag has no name');
    checkTag(name, tag, at, report);
  }
}

function checkTag(
  name: string,
  tag: NonNullable<Tracing['customTags']>[string],
  path: string,
  report: FieldReport,
): void {
  const empty =
    tag.literal !== undefined && (tag.literal.value ?? '') === ''
      ? 'literal.value'
      : tag.header !== undefined && (tag.header.name ?? '') === ''
        ? 'header.name'
        : tag.environment !== undefined && (tag.environment.name ?? '') === ''
          ? 'environment.name'
          : undefined;
  if (empty !== undefined)
    report.error('telemetry/empty-tag', `${path}.${empty}`, `Tag "${name}" needs ${empty}`);
}
