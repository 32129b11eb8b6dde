import {
  type Infer,
  limited,
  list,
  map,
  object,
  oneOf,
  portNumber,
  requiring,
  text,
  whole,
} from '../schema/schema';
import { WORKLOAD_TEMPLATE_SCHEMA } from './service-entry';

const seconds = (doc: string) => limited(whole(doc), { minimum: 0 });

const httpHeader = object(
  {
    name: limited(text('Name of the header.'), { pattern: '^[-_A-Za-z0-9]+$' }),
    value: text('Its value.'),
  },
  'A header sent with the probe.',
);

const probe = limited(
  object(
    {
      initialDelaySeconds: seconds('Time before the first probe.'),
      timeoutSeconds: seconds('Time an answer may take, 1 by default.'),
      periodSeconds: seconds('Time between probes, 10 by default.'),
      successThreshold: seconds('Successes in a row that make it ready, 1 by default.'),
      failureThreshold: seconds('Failures in a row that make it unready, 3 by default.'),
      httpGet: requiring(
        object(
          {
            path: text('Path to ask for.'),
            port: portNumber('Port to ask on.'),
            host: text('Host to ask for.'),
            scheme: oneOf(['', 'HTTP', 'HTTPS'], 'HTTP by default.'),
            httpHeaders: list(httpHeader, 'Headers sent with the probe.'),
          },
          'Ready when this request is answered with 200 to 399.',
        ),
        'port',
      ),
      tcpSocket: requiring(
        object(
          { host: text('Host to connect to.'), port: portNumber('Port to connect to.') },
          'Ready when a connection can be made.',
        ),
        'port',
      ),
      exec: object(
        { command: limited(list(text(), 'The command and its arguments.'), { minItems: 1 }) },
        'Ready when the command ends with 0.',
      ),
      grpc: object(
        { port: portNumber('Port of the health service.'), service: text('Name of the service to ask for.') },
        "Ready when gRPC's health service says so.",
      ),
    },
    'How readiness of a workload is found out.',
  ),
  { exclusive: [['httpGet', 'tcpSocket', 'exec', 'grpc']] },
);

/** The spec of a WorkloadGroup. */
export const WORKLOAD_GROUP_SCHEMA = requiring(
  object(
    {
      metadata: object(
        {
          labels: limited(map(text(), 'Labels of every WorkloadEntry.'), { maxEntries: 256 }),
          annotations: limited(map(text(), 'Annotations of every WorkloadEntry.'), { maxEntries: 256 }),
        },
        'Labels and annotations of the WorkloadEntries made from this.',
      ),
      template: WORKLOAD_TEMPLATE_SCHEMA,
      probe,
    },
    'A template for workloads outside Kubernetes that register themselves.',
  ),
  'template',
);

export type WorkloadGroupSpec = Infer<typeof WORKLOAD_GROUP_SCHEMA>;
export type ReadinessProbe = Infer<typeof probe>;
