import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ISTIO_BUCKETS } from '@/lib/mesh/metrics/istio-buckets';
import { getSignals } from '@/lib/protocol/api/signals';
import { AgentProcess } from './support/agent-process';
import { ConsoleProcess } from './support/console-process';
import { freePort } from './support/free-port';
import { MeshClient } from './support/mesh-client';
import { ScriptedApp } from './support/scripted-app';
import { waitUntil } from './support/wait-until';

function hasPrometheus(): boolean {
  try {
    execFileSync('prometheus', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const isInstalled = hasPrometheus();
if (!isInstalled) console.warn('Skipped: no "prometheus" on PATH (Debian: apt-get install prometheus).');

describe.skipIf(!isInstalled)('a real Prometheus over the agents', () => {
  let meshConsole: ConsoleProcess;
  let app: ScriptedApp;
  let reviews: AgentProcess;
  let caller: AgentProcess;
  let client: MeshClient;
  let prometheus: ReturnType<typeof spawn>;
  let folder: string;
  let url: string;
  let sending: NodeJS.Timeout;

  beforeAll(async () => {
    meshConsole = await ConsoleProcess.start();
    app = await ScriptedApp.start();
    reviews = await AgentProcess.start(meshConsole, {
      name: 'reviews',
      namespace: 'prom',
      version: 'v1',
      appPort: app.port,
    });
    caller = await AgentProcess.start(meshConsole, { name: 'productpage', namespace: 'prom', version: 'v1' });
    client = new MeshClient(caller.outbound);
    folder = await mkdtemp(join(tmpdir(), 'meshscope-prometheus-'));
    const targets = [reviews, caller].map((agent) => agent.adminUrl.replace('http://', ''));
    await writeFile(
      join(folder, 'prometheus.yml'),
      JSON.stringify({
        global: { scrape_interval: '1s' },
        scrape_configs: [
          { job_name: 'agents', metrics_path: '/stats/prometheus', static_configs: [{ targets }] },
          {
            job_name: 'mesh',
            metrics_path: '/federate',
            // What callers report is asked for below without a job, and must be there once.
            params: {
              'match[]': [
                '{__name__=~"traces_service_graph_.*"}',
                'istio_requests_total{reporter="destination"}',
              ],
            },
            static_configs: [{ targets: [meshConsole.url.replace('http://', '')] }],
          },
        ],
      }),
    );
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    prometheus = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' },
    );
    await waitUntil('Prometheus', async () => ((await fetch(`${url}/-/ready`)).ok ? true : undefined));
    let sent = 0;
    sending = setInterval(() => {
      const code = sent++ % 10 === 0 ? 503 : 200;
      void client.send(`http://reviews.prom:9080/status/${code}?delay=${10 + (sent % 40)}`);
    }, 50);
  });

  afterAll(async () => {
    clearInterval(sending);
    client?.close();
    prometheus?.kill('SIGKILL');
    await Promise.all([reviews, caller].map((agent) => agent?.process.stop()));
    await app?.close();
    await meshConsole?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  async function ask(query: string): Promise<number | undefined> {
    const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query })}`);
    const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
    const value = data.result[0]?.value[1];
    return value === undefined ? undefined : Number(value);
  }

  it('answers the questions that Istio users ask, and the console agrees', async () => {
    const source = 'reporter="source",destination_service_name="reviews"';
    const rate = await waitUntil(
      'a steady rate over a whole minute',
      async () => {
        const scraped = await ask(`count_over_time(istio_requests_total{${source},response_code="200"}[1m])`);
        return (scraped ?? 0) >= 55 ? ask(`sum(rate(istio_requests_total{${source}}[1m]))`) : undefined;
      },
      100_000,
    );
    const p99 = await ask(
      `histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{${source}}[1m])))`,
    );
    const errors = await ask(
      `sum(rate(istio_requests_total{${source},response_code=~"5.."}[1m])) / sum(rate(istio_requests_total{${source}}[1m]))`,
    );
    const signals = await meshConsole.get(getSignals, { of: 'service:prom/reviews', window: 60 });
    const totals = signals.groups[0]?.totals;
    expect(totals?.rate).toBeGreaterThan((rate ?? 0) * 0.9);
    expect(totals?.rate).toBeLessThan((rate ?? 0) * 1.1);
    expect(totals?.errorPercent).toBeCloseTo((errors ?? 0) * 100, 0);
    // Istio's buckets are coarse: both quantiles must lie in the same one, or in neighbours at its edge.
    const bucket = ISTIO_BUCKETS.findIndex((bound) => bound >= (totals?.p99 ?? Number.NaN));
    expect(p99).toBeGreaterThanOrEqual(ISTIO_BUCKETS[bucket - 2] ?? 0);
    expect(p99).toBeLessThanOrEqual(ISTIO_BUCKETS[bucket + 1] ?? Number.POSITIVE_INFINITY);
  }, 150_000);

  it('reads the whole mesh from the console, calls between services included', async () => {
    const edge = 'client="productpage.prom",server="reviews.prom"';
    const [all, failed, own] = await Promise.all([
      ask(`rate(traces_service_graph_request_total{${edge}}[1m])`),
      ask(`rate(traces_service_graph_request_failed_total{${edge}}[1m])`),
      ask(
        'sum(rate(istio_requests_total{job="agents",reporter="source",destination_service_name="reviews"}[1m]))',
      ),
    ]);
    expect(all).toBeGreaterThan((own ?? 0) * 0.8);
    expect(all).toBeLessThan((own ?? 0) * 1.2);
    expect((failed ?? 0) / (all ?? 1)).toBeCloseTo(0.1, 1);
    const p99 = await ask(
      `histogram_quantile(0.99, rate(traces_service_graph_request_server_seconds_bucket{${edge}}[1m]))`,
    );
    expect(p99).toBeGreaterThan(0.03);
    expect(p99).toBeLessThanOrEqual(0.2);
    const labelled = 'job="mesh",destination_workload="reviews-v1",connection_security_policy="mutual_tls"';
    expect(await ask(`count(istio_requests_total{${labelled}})`)).toBe(2);
  });

  it('reads both reporters with every label of Istio', async () => {
    const count = await ask(
      'count(istio_requests_total{reporter="destination",source_workload="productpage-v1",destination_workload="reviews-v1",' +
        'destination_service="reviews.prom.svc.cluster.local",connection_security_policy="mutual_tls",request_protocol="http"})',
    );
    expect(count).toBeGreaterThanOrEqual(2);
    expect(await ask('istio_build{component="proxy"}')).toBe(1);
  });
});
