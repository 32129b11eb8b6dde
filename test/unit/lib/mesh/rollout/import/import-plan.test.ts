import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { createHistogram } from '@/lib/mesh/metrics/histogram';
import { importPlan } from '@/lib/mesh/rollout/import/import-plan';
import type { ThresholdGate } from '@/lib/mesh/rollout/judge/gate';
import { judgeReadings } from '@/lib/mesh/rollout/judge/reading-judge';
import { ThresholdJudge } from '@/lib/mesh/rollout/judge/threshold-judge';

const read = (yaml: string) => importPlan(parseResources(yaml, '').resources);

const CANARY = `
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: checkout, namespace: shop }
spec:
  progressDeadlineSeconds: 60
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
  service: { port: 80 }
  analysis:
    interval: 30s
    threshold: 5
    maxWeight: 50
    stepWeight: 20
    mirror: true
    sessionAffinity: { cookieName: x }
    metrics:
      - { name: request-success-rate, thresholdRange: { min: 99 }, interval: 1m }
      - { name: request-duration, thresholdRange: { max: 500 }, interval: 30s }
      - { name: tps, templateRef: { name: tps } }
    webhooks:
      - { name: gate, type: confirm-rollout, url: "http://gate/confirm", timeout: 15s }
      - { name: load, type: rollout, url: "http://load/" }
      - { name: ship, type: confirm-promotion, url: "http://gate/promote" }
`;

/** As Flagger counts. */
const COUNTED = { intervalSeconds: 30, failures: 5, isShared: true, empty: 'bad' } as const;

describe('importPlan() of a Flagger Canary', () => {
  it('makes each weight a step that lasts an interval, with mirror and webhooks where Flagger has them', () => {
    const imported = read(CANARY);
    expect(imported?.plan.service).toEqual({ namespace: 'shop', name: 'checkout' });
    expect(imported?.plan.steps).toEqual([
      { kind: 'webhook', url: 'http://gate/confirm', timeoutSeconds: 15, retries: 0, waits: true },
      { kind: 'mirror', percent: 100 },
      { kind: 'analysis', seconds: 30 },
      { kind: 'mirror', percent: 0 },
      { kind: 'weight', percent: 20 },
      { kind: 'analysis', seconds: 30 },
      { kind: 'weight', percent: 40 },
      { kind: 'analysis', seconds: 30 },
      { kind: 'weight', percent: 60 },
      { kind: 'analysis', seconds: 30 },
      { kind: 'webhook', url: 'http://gate/promote', timeoutSeconds: 10, retries: 0, waits: true },
    ]);
    expect(imported?.plan.gates).toEqual([
      { kind: 'threshold', metric: 'success-rate', min: 99, ...COUNTED },
      { kind: 'threshold', metric: 'duration', quantile: 0.99, max: 500, ...COUNTED },
    ]);
    expect(imported?.left.map(({ field }) => field)).toEqual([
      'spec.analysis.metrics[0].interval',
      'spec.analysis.metrics[2]',
      'spec.analysis.webhooks[1]',
      'spec.service.port',
      'spec.progressDeadlineSeconds',
    ]);
  });

  it('keeps users with the canary they have met as Flagger does, for a day unless it says otherwise', () => {
    expect(read(CANARY)?.plan.sticky).toEqual({ cookie: 'x', seconds: 86_400 });
    const imported = read(
      CANARY.replace('{ cookieName: x }', '{ cookieName: y, maxAge: 60, primaryCookieName: z }'),
    );
    expect(imported?.plan.sticky).toEqual({ cookie: 'y', seconds: 60 });
    expect(imported?.left.map(({ field }) => field)).toContain(
      'spec.analysis.sessionAffinity.primaryCookieName',
    );
    expect(read(ROLLOUT)?.plan).not.toHaveProperty('sticky');
  });

  it('names every field that is neither a step nor a gate', () => {
    const imported = read(
      CANARY.replace(
        'service: { port: 80 }',
        'service: { name: shop, hosts: [a.example], gateways: [g], trafficPolicy: { tls: { mode: DISABLE } }, retries: { attempts: 3 } }\n  autoscalerRef: { kind: HorizontalPodAutoscaler, name: x }',
      )
        .replace(
          'mirror: true',
          'iterations: 2\n    primaryReadyThreshold: 80\n    match:\n      - { headers: { x-a: { exact: a }, x-b: { exact: b }, x-c: { prefix: c } }, sourceLabels: { app: d } }',
        )
        .replace('url: "http://gate/confirm"', 'url: "http://gate/confirm", metadata: { a: b }'),
    );
    expect(imported?.plan.maxSeconds).toBeGreaterThan(60);
    expect(imported?.left.map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        ...['hosts', 'gateways', 'trafficPolicy', 'retries'].map((field) => `spec.service.${field}`),
        'spec.autoscalerRef',
        'spec.analysis.primaryReadyThreshold',
        'spec.analysis.match[0].sourceLabels',
        'spec.analysis.match[0].headers.x-b',
        'spec.analysis.match[0].headers.x-c',
        'spec.analysis.webhooks[0].metadata',
        'spec.progressDeadlineSeconds',
      ]),
    );
    expect(imported?.left.find(({ field }) => field === 'spec.progressDeadlineSeconds')?.why).toContain(
      `${imported?.plan.maxSeconds} s`,
    );
  });

  it('reads an interval under ten seconds as ten, as Flagger does, and says so', () => {
    const imported = read(CANARY.replace('interval: 30s\n    threshold', 'interval: 2s\n    threshold'));
    expect(imported?.plan.gates[0]).toMatchObject({ intervalSeconds: 10 });
    expect(imported?.left[0]?.field).toBe('spec.analysis.interval');
  });

  it('reads explicit weights, and headers or cookies instead of weights', () => {
    const weights = read(
      CANARY.replace('stepWeight: 20', 'stepWeights: [1, 5]').replace('mirror: true', 'mirror: false'),
    );
    expect(weights?.plan.steps.filter(({ kind }) => kind === 'weight')).toEqual([
      { kind: 'weight', percent: 1 },
      { kind: 'weight', percent: 5 },
    ]);
    const match = read(
      CANARY.replace('stepWeight: 20', 'iterations: 4').replace(
        'mirror: true',
        'match: [{ headers: { X-Canary: { exact: "insider" } } }]',
      ),
    );
    expect(match?.plan.steps).toContainEqual({
      kind: 'match',
      match: { header: { name: 'x-canary', value: 'insider' } },
    });
    expect(match?.plan.steps).toContainEqual({ kind: 'analysis', seconds: 120 });
  });
});

const ROLLOUT = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: cart, namespace: shop }
spec:
  strategy:
    canary:
      stableService: cart
      steps:
        - setCanaryScale: { weight: 25 }
        - setHeaderRoute: { name: h, match: [{ headerName: X-User, headerValue: { exact: tester } }] }
        - setWeight: 20
        - pause: { duration: 1h }
        - analysis: { templates: [{ templateName: success }], args: [{ name: service, value: cart }] }
        - setMirrorRoute: { name: m, percentage: 35, match: [{ path: { exact: /a } }] }
        - setMirrorRoute: { name: m }
        - pause: {}
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: success, namespace: shop }
spec:
  args: [{ name: service }]
  metrics:
    - name: success-rate
      interval: 20s
      count: 3
      failureLimit: 2
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prom:9090", query: "sum(rate(ok{service=\\"{{args.service}}\\"}[1m]))" } }
    - { name: job, provider: { job: {} } }
`;

const SUCCESS = {
  kind: 'query',
  name: 'success-rate',
  url: 'http://prom:9090',
  query: 'sum(rate(ok{service="cart"}[1m]))',
  min: 0.95,
  intervalSeconds: 20,
  failures: 3,
  notANumber: 'bad',
  emptyInARow: 5,
  count: 3,
} as const;

describe('importPlan() of an Argo Rollout', () => {
  it('keeps weights, pauses, headers, mirrors and Prometheus metrics, and names what it left', () => {
    const imported = read(ROLLOUT);
    expect(imported?.plan.steps).toEqual([
      { kind: 'match', match: { header: { name: 'x-user', value: 'tester' } } },
      { kind: 'weight', percent: 20 },
      { kind: 'pause', seconds: 3_600 },
      { kind: 'analysis', seconds: 60, gates: [SUCCESS] },
      { kind: 'mirror', percent: 35 },
      { kind: 'mirror', percent: 0 },
      { kind: 'approval', question: 'Go on?' },
    ]);
    expect(imported?.plan.gates).toEqual([]);
    expect(imported?.left.map(({ field }) => field)).toEqual([
      'spec.strategy.canary.steps[0]',
      'AnalysisTemplate success, metric job',
      'spec.strategy.canary.steps[5].setMirrorRoute.match',
    ]);
  });

  it('names every field that is neither a step nor a gate', () => {
    const imported = read(
      ROLLOUT.replace(
        'spec:\n  strategy:',
        'spec:\n  replicas: 3\n  progressDeadlineSeconds: 60\n  strategy:',
      )
        .replace(
          'stableService: cart',
          'stableService: cart\n      trafficRouting: { istio: {} }\n      maxSurge: 1',
        )
        .replace('failureLimit: 2', 'failureLimit: 2\n      unheardOf: 1'),
    );
    expect(imported?.left.map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        'spec.replicas',
        'spec.progressDeadlineSeconds',
        'spec.strategy.canary.trafficRouting',
        'spec.strategy.canary.maxSurge',
        'spec.strategy.canary.steps[5].setMirrorRoute.match',
        'AnalysisTemplate success, metric success-rate.unheardOf',
      ]),
    );
  });

  it('finds nothing in other objects', () => {
    expect(read('apiVersion: v1\nkind: Service\nmetadata: { name: a }\n')).toBeUndefined();
  });
});

describe("the verdicts of Flagger's and Argo's loops", () => {
  const rate: ThresholdGate = {
    kind: 'threshold',
    metric: 'success-rate',
    min: 99,
    intervalSeconds: 10,
    failures: 2,
  };

  /** One interval a number: the share of good requests, or none when nothing came. */
  function judge(gate: ThresholdGate, intervals: readonly (number | undefined)[]): string {
    const judging = new ThresholdJudge(gate);
    for (const percent of intervals) {
      const requests = percent === undefined ? 0 : 100;
      const errors = percent === undefined ? 0 : 100 - percent;
      for (let second = 0; second < 10; second++) {
        judging.observe({ requests, errors, latency: createHistogram() });
      }
    }
    return judging.verdict().outcome;
  }

  it('count failed checks, which passing ones never make good', () => {
    expect(judge(rate, [100, 99.5, 100])).toBe('pass');
    expect(judge(rate, [98, 100, 100])).toBe('pass');
    expect(judge(rate, [98, 100, 100, 98])).toBe('fail');
  });

  it('wait where there is nothing to read and nothing is said of that', () => {
    expect(judge(rate, [undefined, undefined, undefined])).toBe('undecided');
    expect(judge(rate, [98, undefined, 98])).toBe('fail');
  });

  it('count the failed readings of earlier steps', () => {
    const judging = new ThresholdJudge(rate, { failed: 1 });
    judging.observe({ requests: 100, errors: 0, latency: createHistogram() }, 10);
    expect(judging.verdict()).toMatchObject({ outcome: 'pass', before: 1 });
    judging.observe({ requests: 100, errors: 9, latency: createHistogram() }, 10);
    expect(judging.verdict()).toMatchObject({
      outcome: 'fail',
      sentence:
        'The success rate of the canary is 91 %; 1 of 2 readings were not at least 99 %, and 1 before this step.',
    });
  });

  it('wait at a reading that is neither good nor bad', () => {
    const gate = { ...rate, min: 90, good: { min: 99 } };
    expect(judge(gate, [95])).toBe('undecided');
    expect(judge(gate, [95, 99.5])).toBe('pass');
    expect(judge(gate, [89, 95, 89])).toBe('fail');
  });

  it('say what was read and what would have been tolerated', () => {
    const gate = {
      kind: 'query',
      name: 'lag',
      url: 'http://p',
      query: 'lag',
      max: 5,
      intervalSeconds: 1,
      failures: 2,
    } as const;
    const readings = [7, 9].map((value, index) => ({ atMs: index, value }));
    expect(judgeReadings(gate, readings)).toMatchObject({
      outcome: 'fail',
      sentence: 'lag of the canary is 9; 2 of 2 readings were not at most 5.',
      otherwise: 'Up to 1 such readings would have been tolerated.',
    });
  });
});
