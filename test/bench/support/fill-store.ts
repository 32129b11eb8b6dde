import pg from 'pg';
import type { DatabaseConnection } from '@/lib/server/store/contract/database-connection';
import { Partitions } from '@/lib/server/store/partitions/partitions';
import { toClientConfig } from '@/lib/server/store/probe-database';

const HOUR_MS = 3_600_000;
const CHUNK = 500_000;

/** The last of 200 services is called once in 10,000 requests, and one tag is on one span in 100,000. */
const SERVICE = "CASE WHEN i % 10000 = 0 THEN 'rare' ELSE 'service-' || i % 200 END";
const TIME = "$1::timestamptz + i * $4::float8 * interval '1 microsecond'";

const SPANS = `INSERT INTO spans (ts, trace_id, span_id, parent_span_id, duration_us, response_code, kind, status, name, service,
    namespace, workload, version, tags)
  SELECT ${TIME}, md5('trace' || i / 5)::uuid, int8send(i), CASE WHEN i % 5 = 0 THEN NULL ELSE int8send(i - i % 5) END,
    (i * 7919) % 100000 + 1, CASE WHEN i % 100 = 0 THEN 503 ELSE 200 END, CASE WHEN i % 2 = 0 THEN 'CLIENT' ELSE 'SERVER' END,
    CASE WHEN i % 100 = 0 THEN 'error' ELSE 'unset' END,
    (ARRAY['GET','POST','PUT'])[i % 3 + 1] || ' /items/' || i % 17, ${SERVICE}, 'shop', ${SERVICE} || '-v1', 'v1',
    jsonb_build_object('component', 'proxy', 'http.method', (ARRAY['GET','POST','PUT'])[i % 3 + 1],
      'http.status_code', CASE WHEN i % 100 = 0 THEN '503' ELSE '200' END, 'http.url', 'http://shop/items/' || i,
      'guid:x-request-id', md5((i / 5)::text), 'user.tier', (ARRAY['free','gold','team'])[i % 3 + 1], 'response_flags',
      CASE WHEN i % 100000 = 100 THEN 'URX,UF' WHEN i % 100 = 0 THEN 'UF' ELSE '-' END, 'peer.principal',
      'spiffe://cluster.local/ns/shop/sa/' || ${SERVICE}, 'peer.canonical_service', 'service-' || i % 50)
      || CASE WHEN i % 100000 = 0 THEN '{"feature.flag":"new-cart"}'::jsonb ELSE '{}'::jsonb END
  FROM generate_series($2::bigint, $3::bigint - 1) i`;

const LOGS = `INSERT INTO access_logs (ts, n, response_code, duration_us, duration, bytes_received, bytes_sent, trace_id, span_id,
    reporter, source_workload, source_workload_namespace, source_canonical_service, source_canonical_revision, destination_workload,
    destination_workload_namespace, destination_canonical_service, destination_canonical_revision, destination_service,
    destination_service_name, destination_service_namespace, request_protocol, request_operation, response_flags, method, path, protocol,
    authority, request_id, user_agent, response_code_details, upstream_host)
  SELECT ${TIME}, i % 1000, CASE WHEN i % 100 = 0 THEN 503 ELSE 200 END, (i * 7919) % 100000, (i * 7919) % 100000 / 1000.0, 300, 2000,
    md5('trace' || i / 5)::uuid, int8send(i), CASE WHEN i % 2 = 0 THEN 'source' ELSE 'destination' END,
    'front-v1', 'shop', 'front', 'v1', ${SERVICE} || '-v1', 'shop', ${SERVICE}, 'v1', ${SERVICE} || '.shop.svc.cluster.local',
    ${SERVICE}, 'shop', 'http', 'GET /items/{id}', CASE WHEN i % 100 = 0 THEN 'UF' ELSE '-' END, 'GET', '/items/' || i, 'HTTP/1.1',
    ${SERVICE} || '.shop', md5(i::text), 'bench/1.0', 'via_upstream', '10.0.0.1:8080'
  FROM generate_series($2::bigint, $3::bigint - 1) i`;

const STATEMENTS = { spans: SPANS, access_logs: LOGS } as const;

/** Fills a table with made-up rows, evenly over a window, in the order of time; answers bytes a row with all indexes. */
export async function fillStore(
  connection: DatabaseConnection,
  table: keyof typeof STATEMENTS,
  { rows, fromMs, toMs }: { rows: number; fromMs: number; toMs: number },
): Promise<number> {
  const pool = new pg.Pool(toClientConfig(connection));
  try {
    const partitions = new Partitions(pool);
    await partitions.load();
    for (let at = fromMs; at < toMs + HOUR_MS; at += HOUR_MS) await partitions.ensure(table, at);
    const stepUs = ((toMs - fromMs) * 1_000) / rows;
    for (let at = 0; at < rows; at += CHUNK) {
      const values = [new Date(fromMs).toISOString(), at, Math.min(rows, at + CHUNK), stepUs];
      await pool.query(STATEMENTS[table], values);
    }
    // As autovacuum does some time after rows have come.
    await pool.query(`VACUUM ANALYZE ${table}`);
    const sizes = await partitions.sizes(table);
    return sizes.reduce((sum, { bytes }) => sum + Number(bytes), 0) / rows;
  } finally {
    await pool.end();
  }
}
