import {
  decimal,
  duration,
  flag,
  type Infer,
  limited,
  list,
  map,
  object,
  oneOf,
  requiring,
  text,
} from '../schema/schema';
import { POLICY_TARGETS_EXCLUSIVE, policyTargets } from './selectors';

const named = (doc: string) => limited(text(doc), { minLength: 1 });

const providers = list(
  requiring(object({ name: named('Name of an extension provider of the mesh.') }, 'A provider.'), 'name'),
  'Where it goes: extension providers of the mesh; the defaults when left out.',
);

const mode = oneOf(
  ['CLIENT_AND_SERVER', 'CLIENT', 'SERVER'],
  'Requests the workload makes, gets, or both; both by default.',
);

const side = object({ mode }, 'Which side of a request.');

const customTag = limited(
  object(
    {
      literal: requiring(object({ value: named('The value.') }, 'Always the same value.'), 'value'),
      environment: requiring(
        object(
          { name: named('Name of the variable.'), defaultValue: text('Value when it is not set.') },
          "A variable of the proxy's environment.",
        ),
        'name',
      ),
      header: requiring(
        object(
          { name: named('Name of the header.'), defaultValue: text('Value when it is missing.') },
          'A request header.',
        ),
        'name',
      ),
      formatter: object(
        { value: text("An access-log format, such as '%REQ(:path)%'.") },
        'A formatted text.',
      ),
    },
    'Where the value of the tag comes from.',
  ),
  { exclusive: [['literal', 'environment', 'header', 'formatter']] },
);

const tracing = object(
  {
    match: side,
    providers,
    randomSamplingPercentage: limited(decimal('Share of the traces that are kept, 0 to 100.'), {
      minimum: 0,
      maximum: 100,
    }),
    disableSpanReporting: flag('Passes trace headers on, but reports no spans.'),
    customTags: map(customTag, 'Tags of every span, by name.'),
    useRequestIdForTraceSampling: flag('Whether the request id decides about sampling; true by default.'),
    enableIstioTags: flag("Whether spans carry Istio's own tags; true by default."),
    disableContextPropagation: flag('Passes no trace headers on.'),
  },
  'Traces.',
);

const tagOverride = limited(
  object(
    {
      operation: oneOf(['UPSERT', 'REMOVE'], 'Sets the tag or leaves it out; UPSERT by default.'),
      value: text('An expression (CEL) over attributes of the request.'),
    },
    'What becomes of a tag.',
  ),
  {
    checks: [
      {
        message: 'needs a value to set the tag to',
        holds: ({ operation = 'UPSERT', value = '' }: { operation?: string; value?: string }) =>
          operation !== 'UPSERT' || value !== '',
      },
      {
        message: 'takes no value with REMOVE',
        holds: ({ operation, value = '' }: { operation?: string; value?: string }) =>
          operation !== 'REMOVE' || value === '',
      },
    ],
  },
);

const metricMatch = limited(
  object(
    {
      metric: oneOf(
        [
          'ALL_METRICS',
          'REQUEST_COUNT',
          'REQUEST_DURATION',
          'REQUEST_SIZE',
          'RESPONSE_SIZE',
          'TCP_OPENED_CONNECTIONS',
          'TCP_CLOSED_CONNECTIONS',
          'TCP_SENT_BYTES',
          'TCP_RECEIVED_BYTES',
          'GRPC_REQUEST_MESSAGES',
          'GRPC_RESPONSE_MESSAGES',
        ],
        'A metric of the mesh.',
      ),
      customMetric: named('Name of another metric.'),
      mode,
    },
    'Which metric, on which side.',
  ),
  { exclusive: [['metric', 'customMetric']] },
);

const metrics = object(
  {
    providers,
    overrides: list(
      object(
        {
          match: metricMatch,
          disabled: flag('Switches the metric off.'),
          tagOverrides: map(tagOverride, 'Changes of tags, by name.'),
        },
        'A change of some metrics.',
      ),
      'Changes, in order; later ones win.',
    ),
    reportingInterval: duration('Time between reports of TCP metrics, 5s by default.'),
  },
  'Metrics.',
);

const accessLogging = object(
  {
    match: side,
    providers,
    disabled: flag('Writes no log.'),
    filter: object(
      { expression: text('A condition (CEL), such as response.code >= 400.') },
      'Which requests are logged.',
    ),
  },
  'Access logs.',
);

/** The spec of a Telemetry. */
export const TELEMETRY_SCHEMA = limited(
  object(
    {
      ...policyTargets,
      tracing: list(tracing, 'What is traced.'),
      metrics: list(metrics, 'What is counted.'),
      accessLogging: list(accessLogging, 'What is logged.'),
    },
    'What the proxies report: traces, metrics and access logs.',
  ),
  { exclusive: POLICY_TARGETS_EXCLUSIVE },
);

export type TelemetrySpec = Infer<typeof TELEMETRY_SCHEMA>;
