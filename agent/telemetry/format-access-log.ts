import { ENVOY_FIELDS } from './access-log-fields';
import type { ExchangeRecord } from './exchange-record';

export type AccessLogFormat = 'json' | 'text';

/** One line in Envoy's default text format or in Istio's JSON encoding, with its newline. */
export function formatAccessLog(exchange: ExchangeRecord, format: AccessLogFormat): string {
  return format === 'json' ? formatJson(exchange) : formatText(exchange);
}

function formatJson(exchange: ExchangeRecord): string {
  const line: Record<string, string | number | null> = {};
  for (const [name, read] of Object.entries(ENVOY_FIELDS)) line[name] = read(exchange);
  line.start_time = new Date(exchange.startedAtMs).toISOString();
  return `${JSON.stringify(line)}\n`;
}

/** Istio's `EnvoyTextLogFormat`. */
function formatText(r: ExchangeRecord): string {
  const field = (name: keyof typeof ENVOY_FIELDS) => safe(ENVOY_FIELDS[name](r));
  return `${[
    `[${new Date(r.startedAtMs).toISOString()}]`,
    `"${field('method')} ${field('path')} ${field('protocol')}"`,
    field('response_code'),
    field('response_flags'),
    field('response_code_details'),
    field('connection_termination_details'),
    `"${field('upstream_transport_failure_reason')}"`,
    field('bytes_received'),
    field('bytes_sent'),
    field('duration'),
    field('upstream_service_time'),
    `"${field('x_forwarded_for')}"`,
    `"${field('user_agent')}"`,
    `"${field('request_id')}"`,
    `"${field('authority')}"`,
    `"${field('upstream_host')}"`,
    field('upstream_cluster'),
    field('upstream_local_address'),
    field('downstream_local_address'),
    field('downstream_remote_address'),
    field('requested_server_name'),
    field('route_name'),
  ].join(' ')}\n`;
}

/** A dash for what is missing; quotes and control characters cannot forge another field or line. */
function safe(value: string | number | null): string {
  if (value === null) return '-';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach the log.
  return String(value).replace(/["\\\u0000-\u001f\u007f]/g, (char) => `\\x${hex(char)}`);
}

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).padStart(2, '0');
}
