import {
  anything,
  type Infer,
  limited,
  list,
  map,
  object,
  oneOf,
  portNumber,
  text,
  whole,
} from '../schema/schema';
import { policyTargets, workloadSelectorSchema } from './selectors';

const subFilter = object({ name: text('Name of the HTTP filter.') }, 'An HTTP filter in the chain.');

const filter = object({ name: text('Name of the network filter.'), subFilter }, 'A filter in the chain.');

const listenerMatch = object(
  {
    portNumber: whole('Port of the listener.'),
    portName: text('Not looked at.'),
    filterChain: object(
      {
        name: text('Name of the filter chain.'),
        sni: text('Server name the chain is for.'),
        transportProtocol: text('tls or raw_buffer.'),
        applicationProtocols: text('Application protocols of the chain, separated by commas.'),
        filter,
        destinationPort: whole('Port of the destination the chain is for.'),
      },
      'A filter chain of the listener.',
    ),
    listenerFilter: text('Name of a listener filter.'),
    name: text('Name of the listener.'),
  },
  'Which listeners.',
);

const routeConfigurationMatch = object(
  {
    portNumber: whole('Port of the service or gateway server.'),
    portName: text('Name of the port, for gateways.'),
    gateway: text('Gateway: namespace/name.'),
    vhost: object(
      {
        name: text('Name of the virtual host: host:port.'),
        domainName: text('A domain of the virtual host.'),
        route: object(
          {
            name: text('Name of the route.'),
            action: oneOf(['ANY', 'ROUTE', 'REDIRECT', 'DIRECT_RESPONSE'], 'What the route does.'),
          },
          'A route of the virtual host.',
        ),
      },
      'A virtual host of the route configuration.',
    ),
    name: text('Name of the route configuration.'),
  },
  'Which route configurations.',
);

const clusterMatch = object(
  {
    portNumber: whole('Port of the service.'),
    service: text('Full name of the service.'),
    subset: text('Subset of the service.'),
    name: text('Name of the cluster.'),
  },
  'Which clusters.',
);

const match = limited(
  object(
    {
      context: oneOf(
        ['ANY', 'SIDECAR_INBOUND', 'SIDECAR_OUTBOUND', 'GATEWAY', 'WAYPOINT'],
        'Which side of which proxy; any by default.',
      ),
      proxy: object(
        {
          proxyVersion: text('A regular expression (RE2) for the version of the proxy.'),
          metadata: map(text(), 'Metadata the proxy must have.'),
        },
        'Which proxies.',
      ),
      listener: listenerMatch,
      routeConfiguration: routeConfigurationMatch,
      cluster: clusterMatch,
      waypoint: object(
        {
          filter,
          portNumber: portNumber('Port of the service.'),
          route: object({ name: text('Name of the route.') }, 'A route.'),
        },
        'Which part of a waypoint.',
      ),
    },
    'What is patched.',
  ),
  {
    exclusive: [['listener', 'routeConfiguration', 'cluster', 'waypoint']],
    checks: [
      {
        message: 'may have waypoint only with context WAYPOINT',
        holds: ({ context, waypoint }: { context?: string; waypoint?: unknown }) =>
          waypoint === undefined || context === 'WAYPOINT',
      },
    ],
  },
);

const patch = object(
  {
    operation: oneOf(
      [
        'INVALID',
        'MERGE',
        'ADD',
        'REMOVE',
        'INSERT_BEFORE',
        'INSERT_AFTER',
        'INSERT_FIRST',
        'REPLACE',
        'MERGE_AND_REPLACE_LIST',
      ],
      'What is done with the value.',
    ),
    value: anything("A part of Envoy's configuration."),
    filterClass: oneOf(
      ['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS'],
      'Which filters a new one is put in front of.',
    ),
  },
  'The change.',
);

/** The spec of an EnvoyFilter. */
export const ENVOY_FILTER_SCHEMA = limited(
  object(
    {
      workloadSelector: workloadSelectorSchema,
      targetRefs: policyTargets.targetRefs,
      configPatches: list(
        object(
          {
            applyTo: oneOf(
              [
                'INVALID',
                'LISTENER',
                'FILTER_CHAIN',
                'NETWORK_FILTER',
                'HTTP_FILTER',
                'ROUTE_CONFIGURATION',
                'VIRTUAL_HOST',
                'HTTP_ROUTE',
                'CLUSTER',
                'EXTENSION_CONFIG',
                'BOOTSTRAP',
                'LISTENER_FILTER',
              ],
              "Which part of Envoy's configuration is patched.",
            ),
            match,
            patch,
          },
          "One change of Envoy's configuration.",
        ),
        'Changes, in order.',
      ),
      priority: whole('Lower ones come first, 0 by default; within one priority the older one does.'),
    },
    "Changes of the proxies' configuration that no other kind can say.",
  ),
  { exclusive: [['workloadSelector', 'targetRefs']] },
);

export type EnvoyFilterSpec = Infer<typeof ENVOY_FILTER_SCHEMA>;
export type ConfigPatch = NonNullable<EnvoyFilterSpec['configPatches']>[number];
