import { homedir } from 'node:os';
import { join } from 'node:path';
import { optional, repeated, toggle, withDefault } from './option';
import {
  parseBytes,
  parseDuration,
  parseHttpUrl,
  parseListenPort,
  parseName,
  parseOneOf,
  parsePair,
  parseText,
} from './parse-values';

/** Where the console is and how the agent proves itself. */
export const CONSOLE_OPTIONS = {
  console: withDefault(parseHttpUrl, {
    placeholder: 'URL',
    env: 'MESHSCOPE_CONSOLE',
    fallback: 'http://127.0.0.1:4170',
    help: 'The console to report to.',
  }),
  token: optional(parseText, {
    placeholder: 'TOKEN',
    env: 'MESHSCOPE_TOKEN',
    help: "The agents' token of that console. A console on this machine needs none: it leaves it in the home folder.",
  }),
  'token-file': optional(parseText, {
    placeholder: 'FILE',
    env: 'MESHSCOPE_TOKEN_FILE',
    help: 'A file that holds the token; read again at every attempt to connect.',
  }),
  home: withDefault(parseText, {
    placeholder: 'DIR',
    env: 'MESHSCOPE_HOME',
    fallback: join(homedir(), '.meshscope'),
    help: "Meshscope's folder on this machine.",
  }),
} as const;

/** How an agent behaves, whatever it stands in front of. */
export const AGENT_OPTIONS = {
  ...CONSOLE_OPTIONS,
  id: optional(parseText, {
    placeholder: 'ID',
    env: 'MESHSCOPE_AGENT_ID',
    help: 'What tells this agent from all others. By default made of workload, namespace, host and port.',
  }),
  'admin-port': withDefault(parseListenPort, {
    placeholder: 'PORT',
    env: 'MESHSCOPE_ADMIN_PORT',
    fallback: '15020',
    help: 'Where /healthz/ready, /stats/prometheus and the other admin pages are; the next free port when it is taken, any free one for 0.',
  }),
  'admin-host': withDefault(parseText, {
    placeholder: 'HOST',
    env: 'MESHSCOPE_ADMIN_HOST',
    fallback: '127.0.0.1',
    help: 'The address of the admin port; 0.0.0.0 lets a Prometheus on another machine scrape it.',
  }),
  buffer: withDefault(parseBytes, {
    placeholder: 'SIZE',
    env: 'MESHSCOPE_BUFFER',
    fallback: '16MiB',
    help: 'Telemetry kept in memory while the console does not take it; the oldest is dropped beyond, and counted.',
  }),
  'trace-ring': withDefault(parseBytes, {
    placeholder: 'SIZE',
    env: 'MESHSCOPE_TRACE_RING',
    fallback: '16MiB',
    help: 'Bound of the spans of the last minute that are kept although they were not sampled, in case their request fails or is slow; 0 keeps none.',
  }),
  'spill-file': optional(parseText, {
    placeholder: 'FILE',
    env: 'MESHSCOPE_SPILL_FILE',
    help: 'Write to files of this name what finds no room in memory, instead of dropping it; delivered later, also by the next start.',
  }),
  'spill-limit': withDefault(parseBytes, {
    placeholder: 'SIZE',
    env: 'MESHSCOPE_SPILL_LIMIT',
    fallback: '256MiB',
    help: 'Bound of all these files together.',
  }),
  'state-file': optional(parseText, {
    placeholder: 'FILE',
    env: 'MESHSCOPE_STATE_FILE',
    help: 'Keep the last good configuration here, so that a restarted agent can serve while the console is away.',
  }),
  'access-log': optional(parseText, {
    placeholder: 'FILE',
    env: 'MESHSCOPE_ACCESS_LOG',
    help: 'Also write the access log to a file; - is the standard output.',
  }),
  'access-log-format': withDefault(parseOneOf('text', 'json'), {
    placeholder: 'text|json',
    env: 'MESHSCOPE_ACCESS_LOG_FORMAT',
    fallback: 'text',
    help: "Envoy's default text format, or Istio's JSON encoding.",
  }),
  'metrics-operation': toggle({
    help: 'Label /stats/prometheus with request_operation too (method and path template). The console always gets it.',
  }),
  'drain-timeout': withDefault(parseDuration, {
    placeholder: 'TIME',
    env: 'MESHSCOPE_DRAIN_TIMEOUT',
    fallback: '10s',
    help: 'How long requests in flight may take to end at shutdown.',
  }),
  'flush-timeout': withDefault(parseDuration, {
    placeholder: 'TIME',
    env: 'MESHSCOPE_FLUSH_TIMEOUT',
    fallback: '3s',
    help: 'How long to wait at shutdown until the console has acknowledged everything.',
  }),
  quiet: toggle({ help: 'Say only what went wrong for good.' }),
} as const;

/** Who the workload is. */
export const WORKLOAD_OPTIONS = {
  namespace: withDefault(parseName, {
    placeholder: 'NAMESPACE',
    env: 'MESHSCOPE_NAMESPACE',
    fallback: 'default',
    help: 'The namespace it lives in.',
  }),
  version: optional(parseText, {
    placeholder: 'VERSION',
    env: 'MESHSCOPE_VERSION',
    help: 'Its version, for instance v1: the workload is then called NAME-VERSION.',
  }),
  label: repeated(parsePair, {
    placeholder: 'KEY=VALUE',
    help: 'A label of the workload, for instance track=canary.',
  }),
  'service-account': optional(parseName, {
    placeholder: 'NAME',
    env: 'MESHSCOPE_SERVICE_ACCOUNT',
    help: 'The service account it runs as.',
  }),
  cluster: withDefault(parseName, {
    placeholder: 'NAME',
    env: 'MESHSCOPE_CLUSTER',
    fallback: 'default',
    help: 'The cluster it runs in.',
  }),
} as const;
