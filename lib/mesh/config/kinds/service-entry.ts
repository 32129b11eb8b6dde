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
import { workloadSelectorSchema } from './selectors';

const PORT_NAME = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;

type Entry = { address?: string; ports?: Readonly<Record<string, number>> };
const isSocket = ({ address = '' }: Entry): boolean => address.startsWith('unix://');

const workloadEntry = object(
  {
    address: limited(text('IP address, DNS name, or unix:///path.'), {
      maxLength: 256,
      checks: [
        {
          message: 'must be an absolute path or an abstract socket after unix://',
          holds: (address: string) => !address.startsWith('unix://') || /^unix:\/\/[/@]/.test(address),
        },
        {
          message: 'names a directory, not a socket',
          holds: (address: string) => !(address.startsWith('unix://') && address.endsWith('/')),
        },
      ],
    }),
    ports: limited(map(portNumber(), 'Port of the workload by name of the service port.'), {
      maxEntries: 128,
      checks: [
        {
          message: 'has a name that is no port name: letters, digits and dashes, at most 63',
          holds: (ports: Record<string, number>) =>
            Object.keys(ports).every((name) => name.length <= 63 && PORT_NAME.test(name)),
        },
      ],
    }),
    labels: limited(map(text(), 'Labels of the workload.'), { maxEntries: 256 }),
    network: limited(text('Network it is in; workloads of one network reach each other.'), {
      maxLength: 2048,
    }),
    locality: limited(text('region/zone/subzone'), { maxLength: 2048 }),
    weight: limited(whole('Share among the endpoints, 1 by default.'), {
      minimum: 0,
      maximum: 4_294_967_295,
    }),
    serviceAccount: limited(text('Service account it runs as.'), { maxLength: 253 }),
  },
  'A workload outside Kubernetes.',
);

/** The fields of a WorkloadEntry, and of an endpoint of a ServiceEntry. */
export const WORKLOAD_ENTRY_SCHEMA = limited(workloadEntry, {
  checks: [
    {
      message: 'needs an address, or at least a network',
      holds: ({ address, network }: Entry & { network?: string }) =>
        address !== undefined || network !== undefined,
    },
    {
      message: 'has a socket as address, which takes no ports',
      holds: (entry: Entry) => !isSocket(entry) || !entry.ports,
    },
  ],
});

/** The workload of a WorkloadGroup: addresses come when workloads register. */
export const WORKLOAD_TEMPLATE_SCHEMA = workloadEntry;

const port = requiring(
  object(
    {
      number: portNumber('Port clients call.'),
      protocol: limited(text('HTTP, HTTPS, GRPC, HTTP2, MONGO, TCP or TLS.'), { maxLength: 256 }),
      name: limited(text('A name no other port of this entry has.'), { minLength: 1, maxLength: 256 }),
      targetPort: portNumber('Port of the endpoints; the same as number by default.'),
    },
    'A port of the service.',
  ),
  'number',
  'name',
);

type Spec = {
  addresses?: readonly string[];
  resolution?: string;
  endpoints?: readonly unknown[];
};
const resolutionOf = ({ resolution = 'NONE' }: Spec): string => resolution;

/** The spec of a ServiceEntry. */
export const SERVICE_ENTRY_SCHEMA = limited(
  requiring(
    object(
      {
        hosts: limited(
          list(
            limited(text(), {
              checks: [{ message: 'must not be *', holds: (host: string) => host !== '*' }],
            }),
            'Names clients call it by.',
          ),
          { minItems: 1, maxItems: 256 },
        ),
        addresses: limited(
          list(limited(text(), { maxLength: 64 }), 'Virtual IP addresses, or CIDR ranges.'),
          {
            maxItems: 256,
          },
        ),
        ports: limited(list(port, 'Ports of the service.'), {
          maxItems: 256,
          uniqueBy: ['name'],
          checks: [
            {
              message: 'has a port number more than once',
              holds: (ports: readonly ({ number?: number } | null)[]) =>
                new Set(ports.map((item) => item?.number)).size === ports.length,
            },
          ],
        }),
        location: oneOf(
          ['MESH_EXTERNAL', 'MESH_INTERNAL'],
          'Whether it is part of the mesh; external by default.',
        ),
        resolution: oneOf(
          ['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'],
          'How endpoints are found: as the caller did, from the list below, or by DNS.',
        ),
        endpoints: limited(list(WORKLOAD_ENTRY_SCHEMA, 'Where the service runs.'), { maxItems: 4096 }),
        workloadSelector: workloadSelectorSchema,
        exportTo: list(
          text(),
          'Who sees this: `*` everybody, `.` this namespace, `~` nobody, or names of namespaces.',
        ),
        subjectAltNames: list(text(), 'Names of which the certificate of the server must carry one.'),
      },
      'A service that Kubernetes does not know, made known to the mesh.',
    ),
    'hosts',
  ),
  {
    exclusive: [['workloadSelector', 'endpoints']],
    checks: [
      {
        message: 'takes ranges as addresses only with resolution NONE or STATIC',
        holds: (spec: Spec) =>
          ['NONE', 'STATIC'].includes(resolutionOf(spec)) ||
          !(spec.addresses ?? []).some((address) => String(address).includes('/')),
      },
      {
        message: 'takes no endpoints with resolution NONE',
        holds: (spec: Spec) => resolutionOf(spec) !== 'NONE' || (spec.endpoints ?? []).length === 0,
      },
      {
        message: 'takes only one endpoint with resolution DNS_ROUND_ROBIN',
        holds: (spec: Spec) => resolutionOf(spec) !== 'DNS_ROUND_ROBIN' || (spec.endpoints ?? []).length <= 1,
      },
    ],
  },
);

export type WorkloadEntrySpec = Infer<typeof WORKLOAD_ENTRY_SCHEMA>;
export type ServiceEntrySpec = Infer<typeof SERVICE_ENTRY_SCHEMA>;
