import type { ConnectionPool } from '../../../config/kinds/destination-rule';
import type { FieldReport } from '../field-report';
import { durationProblem, isZeroDuration } from '../values/duration-value';

/** The field rules of the bounds of connections and requests. */
export function checkConnectionPool(
  pool: ConnectionPool | undefined,
  path: string,
  report: FieldReport,
): void {
  if (pool === undefined) return;
  if (pool.http === undefined && pool.tcp === undefined) {
    report.error(
      'destination-rule/empty-connection-pool',
      path,
      'The connection pool is empty; set http or tcp, or remove it',
    );
    return;
  }
  checkHttp(pool.http, `${path}.http`, report);
  checkTcp(pool.tcp, `${path}.tcp`, report);
}

const COUNTS = [
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'maxConcurrentStreams',
] as const;

function checkHttp(http: ConnectionPool['http'], path: string, report: FieldReport): void {
  if (http === undefined) return;
  for (const field of COUNTS) checkCount(http[field], `${path}.${field}`, report);
  checkDuration(http.idleTimeout, `${path}.idleTimeout`, report);
  if (http.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol === true) {
    report.error(
      'destination-rule/upgrade-and-client-protocol',
      `${path}.useClientProtocol`,
      "The caller's protocol cannot be kept (useClientProtocol) and turned into HTTP/2 (h2UpgradePolicy: UPGRADE)",
    );
  }
  if (http.http2KeepAlive === undefined) return;
  for (const field of ['interval', 'timeout'] as const) {
    if (http.http2KeepAlive[field] === undefined) {
      report.error(
        'destination-rule/incomplete-keepalive',
        `${path}.http2KeepAlive.${field}`,
        `Pings of HTTP/2 need ${field}`,
      );
    } else checkDuration(http.http2KeepAlive[field], `${path}.http2KeepAlive.${field}`, report);
  }
}

function checkTcp(tcp: ConnectionPool['tcp'], path: string, report: FieldReport): void {
  if (tcp === undefined) return;
  checkCount(tcp.maxConnections, `${path}.maxConnections`, report);
  checkDuration(tcp.connectTimeout, `${path}.connectTimeout`, report);
  checkDuration(tcp.maxConnectionDuration, `${path}.maxConnectionDuration`, report);
  // 0s switches the timeout off.
  if (tcp.idleTimeout !== undefined && !isZeroDuration(tcp.idleTimeout))
    checkDuration(tcp.idleTimeout, `${path}.idleTimeout`, report);
  for (const field of ['time', 'interval'] as const) {
    checkDuration(tcp.tcpKeepalive?.[field], `${path}.tcpKeepalive.${field}`, report);
  }
}

function checkCount(count: number | undefined, path: string, report: FieldReport): void {
  if (count !== undefined && count < 0)
    report.error('destination-rule/negative-bound', path, `${count} is no bound; it must be 0 or more`);
}

function checkDuration(text: string | undefined, path: string, report: FieldReport): void {
  report.check('destination-rule/invalid-duration', path, durationProblem(text));
}
