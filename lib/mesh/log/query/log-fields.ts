import type { Measure } from '../../graph/find/read-number';
import type { AccessLogEntry } from '../access-log-entry';
import { RESPONSE_FLAGS } from '../response-flags';

/** A part of a line that a query can ask for, by the columns that hold it; one match of several is enough. */
export type LogField =
  | {
      names: readonly [string, ...string[]];
      help: string;
      texts: readonly (keyof AccessLogEntry)[];
      /** The text is a list with commas. */
      isList?: true;
      values?: Readonly<Record<string, string>>;
      number?: never;
    }
  | {
      names: readonly [string, ...string[]];
      help: string;
      /** The column, and how many of its units make one of the field's. */
      number: readonly [keyof AccessLogEntry, number];
      measure?: Measure;
      texts?: never;
      values?: never;
    };

const REPORTERS = { source: 'source', destination: 'destination', waypoint: 'waypoint' };
const FLAGS = Object.fromEntries([
  ...RESPONSE_FLAGS.map(({ flag }) => [flag.toLowerCase(), flag] as const),
  ['-', '-'] as const,
]);

/** Every field of the query language of logs. */
export const LOG_FIELDS: readonly LogField[] = [
  { names: ['code'], help: 'Response code; 0 without an answer', number: ['response_code', 1] },
  {
    names: ['duration', 'ms'],
    help: 'Milliseconds, or 1.5s',
    number: ['duration_us', 1_000],
    measure: 'duration',
  },
  {
    names: ['upstreamtime'],
    help: 'Milliseconds the upstream took',
    number: ['upstream_service_time', 1],
    measure: 'duration',
  },
  { names: ['received'], help: 'Bytes of the request', number: ['bytes_received', 1], measure: 'bytes' },
  { names: ['sent'], help: 'Bytes of the answer', number: ['bytes_sent', 1], measure: 'bytes' },
  { names: ['flag', 'flags'], help: 'Response flag', texts: ['response_flags'], isList: true, values: FLAGS },
  { names: ['details'], help: 'Response code details', texts: ['response_code_details'] },
  { names: ['method'], help: 'Method', texts: ['method'] },
  { names: ['path'], help: 'Path with its query', texts: ['path'] },
  { names: ['operation'], help: 'Method and path template', texts: ['request_operation'] },
  { names: ['host', 'authority'], help: 'Host that was asked for', texts: ['authority'] },
  { names: ['agent', 'useragent'], help: 'User agent', texts: ['user_agent'] },
  { names: ['request', 'requestid'], help: 'x-request-id', texts: ['request_id'] },
  { names: ['trace'], help: 'Trace id', texts: ['trace_id'] },
  { names: ['span'], help: 'Span id', texts: ['span_id'] },
  { names: ['route'], help: 'Route of the rule that took it', texts: ['route_name'] },
  { names: ['protocol'], help: 'http or grpc', texts: ['request_protocol'] },
  { names: ['httpversion'], help: 'HTTP/1.1, HTTP/2', texts: ['protocol'] },
  {
    names: ['version'],
    help: 'Version of either side',
    texts: ['source_canonical_revision', 'destination_canonical_revision'],
  },
  { names: ['grpc', 'grpcstatus'], help: 'gRPC status', texts: ['grpc_response_status'] },
  { names: ['reporter'], help: 'Whose proxy wrote it', texts: ['reporter'], values: REPORTERS },
  {
    names: ['service'],
    help: 'Service on either side',
    texts: ['source_canonical_service', 'destination_canonical_service', 'destination_service_name'],
  },
  {
    names: ['workload'],
    help: 'Workload on either side',
    texts: ['source_workload', 'destination_workload'],
  },
  {
    names: ['namespace', 'ns'],
    help: 'Namespace of either side',
    texts: ['source_workload_namespace', 'destination_workload_namespace', 'destination_service_namespace'],
  },
  { names: ['source', 'from'], help: 'Caller', texts: ['source_workload', 'source_canonical_service'] },
  {
    names: ['target', 'to'],
    help: 'Who was called',
    texts: [
      'destination_workload',
      'destination_canonical_service',
      'destination_service_name',
      'destination_service',
    ],
  },
  { names: ['upstream'], help: 'Endpoint that got it', texts: ['upstream_host'] },
  { names: ['cluster'], help: 'Upstream cluster', texts: ['upstream_cluster'] },
  {
    names: ['client'],
    help: 'Address of the caller',
    texts: ['downstream_remote_address', 'x_forwarded_for'],
  },
  {
    names: ['local'],
    help: 'Addresses of the proxy itself',
    texts: ['downstream_local_address', 'upstream_local_address'],
  },
  { names: ['sni'], help: 'Server name that was asked for', texts: ['requested_server_name'] },
  {
    names: ['failure'],
    help: 'Why the connection failed or ended',
    texts: ['upstream_transport_failure_reason', 'connection_termination_details'],
  },
];

const BY_NAME = new Map(LOG_FIELDS.flatMap((field) => field.names.map((name) => [name, field] as const)));

/** The field of a name, whatever its case. */
export function findLogField(name: string): LogField | undefined {
  return BY_NAME.get(name.toLowerCase());
}
