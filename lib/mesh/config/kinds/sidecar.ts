import { explained, type Infer, list, object, oneOf, requiring, text, whole } from '../schema/schema';
import { DESTINATION_RULE_SCHEMA } from './destination-rule';
import { GATEWAY_SCHEMA } from './gateway';
import { workloadSelectorSchema } from './selectors';

const { connectionPool } = DESTINATION_RULE_SCHEMA.fields.trafficPolicy.fields;
const { tls } = GATEWAY_SCHEMA.fields.servers.item.fields;

/** One each: what listeners of one sort are told means nothing to those of the other. */
const port = () =>
  object(
    {
      number: whole('1 to 65535; 0 for a Unix socket.'),
      protocol: text(
        'HTTP, HTTPS, GRPC, HTTP2, MONGO, TCP, TLS or, for egress, HTTP_PROXY; found out by the proxy when left out.',
      ),
      name: text('Name of the port.'),
      targetPort: whole('Means nothing on a sidecar.'),
    },
    'The port to listen on.',
  );

const captureMode = oneOf(
  ['DEFAULT', 'IPTABLES', 'NONE'],
  'Whether connections are redirected to the proxy or made to it.',
);

/** The spec of a Sidecar. */
export const SIDECAR_SCHEMA = object(
  {
    workloadSelector: workloadSelectorSchema,
    ingress: list(
      requiring(
        object(
          {
            port: port(),
            bind: text('IP address to listen on.'),
            captureMode,
            defaultEndpoint: text(
              'Where the workload listens: 127.0.0.1:port, 0.0.0.0:port or unix:///path.',
            ),
            tls,
            connectionPool,
          },
          'A port on which the workload is called.',
        ),
        'port',
      ),
      'Replaces the listeners that the services of the workload would give it.',
    ),
    egress: list(
      requiring(
        object(
          {
            port: port(),
            bind: text('IP address or unix:// path to listen on.'),
            captureMode,
            hosts: list(text(), 'namespace/host; `*` all, `.` this, `~` no namespace.'),
          },
          'Hosts the workload may reach, on one port or on all.',
        ),
        'hosts',
      ),
      'What the workload may reach; everything when left out.',
    ),
    inboundConnectionPool: explained(
      connectionPool,
      'Bounds of what callers may open, over the DestinationRule.',
    ),
    outboundTrafficPolicy: object(
      {
        mode: oneOf(
          ['REGISTRY_ONLY', 'ALLOW_ANY', 'ALLOW_ANY_DYNAMIC_DNS'],
          'Whether hosts the mesh does not know may be called.',
        ),
        egressProxy: requiring(
          object(
            {
              host: text('Full name of the service.'),
              subset: text('A subset of it.'),
              port: object({ number: whole('1 to 65535.') }, 'Its port.'),
            },
            'A service that gets what goes to unknown hosts.',
          ),
          'host',
        ),
      },
      'What becomes of calls to hosts the mesh does not know.',
    ),
  },
  'What a workload listens on and what it may reach.',
);

export type SidecarSpec = Infer<typeof SIDECAR_SCHEMA>;
