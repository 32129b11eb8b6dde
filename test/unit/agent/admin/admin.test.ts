import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdminPages } from '@/agent/admin/admin-pages';
import { type AdminHandle, startAdmin } from '@/agent/admin/start-admin';
import { Agent } from '@/agent/runtime/agent';
import { makeExchange, RATINGS } from '../support/make-exchange';
import { makeSettings } from '../support/make-settings';
import { parsePrometheus } from '../support/parse-prometheus';

describe('admin pages', () => {
  let agent: Agent;
  let admin: AdminHandle;
  let quits = 0;
  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${admin.port}${path}`, init);

  beforeEach(async () => {
    agent = new Agent(makeSettings());
    admin = await startAdmin('127.0.0.1', 0, () => createAdminPages(agent, () => quits++));
  });
  afterEach(async () => {
    await admin.close();
    await agent.stop();
  });

  it('is ready once a listener is open and the workload listens, until it drains', async () => {
    const ready = async () => {
      const answer = await get('/healthz/ready');
      return `${answer.status} ${(await answer.text()).trim()}`;
    };
    expect(await ready()).toBe('503 no listener is open yet');
    await agent.openOutbound({ host: '127.0.0.1', port: 0 }, []);
    expect(await ready()).toBe('503 the workload does not listen');
    agent.setAppReady(true);
    expect(await ready()).toBe('200 ready');
    await agent.drainInbound();
    expect(await ready()).toBe('503 draining');
  });

  it("gives Prometheus Istio's metrics and the agent's own, in strictly valid text", async () => {
    agent.recorder.record(makeExchange());
    agent.recorder.record(makeExchange({ direction: 'inbound' }));
    const answer = await get('/stats/prometheus');
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const families = parsePrometheus(await answer.text());
    expect(families.get('istio_requests_total')?.samples).toHaveLength(2);
    expect(families.get('istio_build')?.samples[0]).toMatchObject({
      labels: { component: 'proxy' },
      value: 1,
    });
    expect(families.get('meshscope_agent_connected')?.samples[0]?.value).toBe(0);
    expect(
      families.get('meshscope_agent_dropped_total')?.samples.map((sample) => sample.labels.kind),
    ).toEqual(['points', 'logs', 'spans', 'batches', 'log_file_lines']);
    expect(families.get('meshscope_agent_series')?.samples[0]?.value).toBe(2);
    const again = parsePrometheus(await (await get('/stats/prometheus')).text());
    expect(again.get('istio_requests_total')?.samples.map((sample) => sample.value)).toEqual([1, 1]);
  });

  it('shows statistics, configuration and endpoints', async () => {
    agent.config.takeSnapshot({
      ...agent.config.snapshot,
      revision: 4,
      services: [
        {
          host: 'ratings.backend.svc.cluster.local',
          name: 'ratings',
          namespace: 'backend',
          port: 9080,
          protocol: 'http',
          location: 'MESH_INTERNAL',
          endpoints: [{ address: '::1', port: 7, workload: RATINGS }],
        },
      ],
    });
    expect(await (await get('/stats?format=json')).json()).toMatchObject({
      'config.revision': 4,
      state: 'starting',
    });
    expect(await (await get('/stats')).text()).toContain('config.revision: 4\n');
    expect(await (await get('/config_dump')).json()).toMatchObject({
      role: 'sidecar',
      identity: { workload: 'reviews-v1' },
      configuration: { revision: 4 },
    });
    expect(await (await get('/clusters')).text()).toBe(
      'outbound|9080||ratings.backend.svc.cluster.local::[::1]:7::ratings-v2.backend::health_flags::healthy::rq_active::0::rq_total::0\n',
    );
    expect(await (await get('/')).text()).toContain('POST /quitquitquit');
  });

  it('quits only by POST, and not for a web page', async () => {
    quits = 0;
    expect((await get('/quitquitquit')).status).toBe(405);
    expect(
      (await get('/quitquitquit', { method: 'POST', headers: { origin: 'http://evil.example' } })).status,
    ).toBe(403);
    expect(quits).toBe(0);
    expect((await get('/quitquitquit', { method: 'POST' })).status).toBe(200);
    expect(quits).toBe(1);
    expect((await get('/nothing')).status).toBe(404);
  });

  it('takes the next free port when its own is taken', async () => {
    const second = await startAdmin('127.0.0.1', admin.port, () => []);
    expect(second.port).toBeGreaterThan(admin.port);
    await second.close();
  });
});
