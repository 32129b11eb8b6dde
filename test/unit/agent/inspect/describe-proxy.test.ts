import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeProxy } from '@/agent/inspect/describe-proxy';
import { Agent } from '@/agent/runtime/agent';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { PROXY_VIEW_LIMITS, proxyViewSchema } from '@/lib/protocol/ingest/proxy-view';
import { RATINGS } from '../support/make-exchange';
import { makeSettings } from '../support/make-settings';

const ratings = (name = 'ratings') => ({
  host: `${name}.backend.svc.cluster.local`,
  name,
  namespace: 'backend',
  port: 9080,
  protocol: 'http' as const,
  location: 'MESH_INTERNAL' as const,
  endpoints: [{ address: '10.0.0.7', port: 7, workload: RATINGS }],
});

const object = (kind: string, spec: object): ConfigObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  metadata: { name: 'ratings', namespace: 'backend' },
  spec,
});

const RULES = [
  object('VirtualService', {
    hosts: ['ratings.backend.svc.cluster.local'],
    http: [
      {
        match: [{ uri: { prefix: '/slow' } }],
        timeout: '2s',
        fault: { delay: { fixedDelay: '1s', percentage: { value: 10 } } },
        route: [{ destination: { host: 'ratings.backend.svc.cluster.local', subset: 'v2' } }],
      },
      { route: [{ destination: { host: 'ratings.backend.svc.cluster.local' } }] },
    ],
  }),
  object('DestinationRule', {
    host: 'ratings.backend.svc.cluster.local',
    trafficPolicy: {
      connectionPool: { tcp: { maxConnections: 9 } },
      outlierDetection: { consecutive5xxErrors: 3, baseEjectionTime: '30s' },
    },
    subsets: [{ name: 'v2', labels: { version: 'v2' } }],
  }),
];

describe('describeProxy()', () => {
  let agent: Agent;
  const take = (services: ReturnType<typeof ratings>[], resources: ConfigObject[] = []) =>
    agent.config.takeSnapshot({ ...agent.config.snapshot, revision: 4, services, resources });

  beforeEach(async () => {
    agent = new Agent(makeSettings());
    await agent.openOutbound({ host: '127.0.0.1', port: 0 }, [
      { authority: 'ratings.backend:9080', listen: { host: '127.0.0.1', port: 0 } },
    ]);
  });
  afterEach(() => agent.stop());

  it('lists routes in the order in which they are tried, with the rule and the match behind each', () => {
    expect(take([ratings()], RULES)).toEqual({ status: 'ack' });
    const { revision, routes } = describeProxy(agent);
    expect(revision).toBe(4);
    expect(routes.filter(({ listener }) => listener === '9080').slice(0, 2)).toMatchObject([
      {
        virtualHost: 'ratings.backend.svc.cluster.local:9080',
        match: 'uri prefix /slow',
        rule: { kind: 'VirtualService', namespace: 'backend', name: 'ratings', path: 'spec.http[0]' },
        destinations: [{ cluster: 'outbound|9080|v2|ratings.backend.svc.cluster.local', percent: 100 }],
        answer: '',
        timeoutMs: 2000,
        extras: ['delays 10 % by 1000 ms'],
      },
      { match: '', rule: { path: 'spec.http[1]' }, timeoutMs: null, extras: [] },
    ]);
  });

  it('says by which policy the endpoints of a cluster are used, and which rule asked for it', () => {
    take([ratings()], RULES);
    const { clusters, endpoints } = describeProxy(agent);
    expect(clusters.find(({ name }) => name.includes('|v2|'))).toMatchObject({
      rules: [{ kind: 'DestinationRule', name: 'ratings' }],
      loadBalancing: 'LEAST_REQUEST',
      maxConnections: 9,
      maxRequests: null,
      ejects: expect.stringContaining('3 5xx in a row'),
      endpoints: 1,
      ejected: 0,
    });
    expect(endpoints[0]).toMatchObject({ address: '10.0.0.7:7', workload: 'ratings-v2', isEjected: false });
  });

  it('lists the ports it listens at', () => {
    expect(describeProxy(agent).listeners).toMatchObject([
      { side: 'outbound', leadsTo: 'routes by host' },
      { side: 'upstream', leadsTo: 'ratings.backend:9080' },
    ]);
  });

  it('stays within the bounds of a message, and counts what it leaves out', () => {
    take(Array.from({ length: PROXY_VIEW_LIMITS.clusters + 5 }, (_, i) => ratings(`ratings-${i}`)));
    const view = describeProxy(agent);
    expect(view.clusters).toHaveLength(PROXY_VIEW_LIMITS.clusters);
    expect(view.left.clusters).toBeGreaterThanOrEqual(5);
    expect(proxyViewSchema.safeParse(view).success).toBe(true);
  });
});
