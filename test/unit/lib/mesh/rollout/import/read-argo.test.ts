import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { importPlan } from '@/lib/mesh/rollout/import/import-plan';

const rollout = (strategy: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: cart, namespace: shop }
spec: { strategy: ${strategy} }
`;

const template = (metric: string, more = '') => `---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: lag, namespace: shop }
spec:
  ${more}
  metrics:
    - name: lag
      provider: { prometheus: { address: "http://{{args.host}}", query: "lag{hash='{{args.hash}}'}" } }
      ${metric}
`;

const read = (text: string) => importPlan(parseResources(text, '').resources);
const ANALYSIS =
  '{ templates: [{ templateName: lag }], args: [{ name: host, value: prom }, { name: limit, value: "5" }, { name: hash, valueFrom: { podTemplateHashValue: Latest } }] }';
const INLINE = rollout(`{ canary: { steps: [{ analysis: ${ANALYSIS} }] } }`);

describe('readArgo()', () => {
  it('fills arguments into every field of a metric, and names those that Kubernetes alone knows', () => {
    const imported = read(INLINE + template('successCondition: "result[0] <= {{args.limit}}"'));
    expect(imported?.plan.steps).toMatchObject([
      {
        kind: 'analysis',
        seconds: 10,
        gates: [{ url: 'http://prom', query: "lag{hash='{{args.hash}}'}", max: 5, failures: 1 }],
      },
    ]);
    expect(imported?.left.map(({ field }) => field)).toEqual([
      'spec.strategy.canary.steps[0], argument hash',
    ]);
  });

  it('counts delay, interval and count, and keeps inconclusive readings apart', () => {
    const metric =
      'interval: 20s\n      count: 3\n      initialDelay: 30s\n      failureLimit: 1\n      inconclusiveLimit: 2\n      consecutiveErrorLimit: 9\n      successCondition: "result[0] < 5"\n      failureCondition: "result[0] > 9"';
    const imported = read(INLINE + template(metric));
    expect(imported?.plan.steps).toMatchObject([
      {
        seconds: 90,
        gates: [
          {
            ...{ intervalSeconds: 20, delaySeconds: 30, failures: 2, count: 3, max: 9 },
            good: { max: expect.closeTo(5, 6) },
            ...{ notANumber: 'unclear', unclear: 3, emptyInARow: 10 },
          },
        ],
      },
    ]);
    expect(imported?.left.map(({ field }) => field)).toEqual([
      'spec.strategy.canary.steps[0], argument hash',
    ]);
  });

  it('lets so many good measurements in a row be enough, whatever else failed', () => {
    const metric =
      'interval: 10s\n      consecutiveSuccessLimit: 4\n      failureLimit: -1\n      successCondition: "result[0] < 5"';
    expect(read(INLINE + template(metric))?.plan.steps).toMatchObject([
      { gates: [{ goodInARow: 4, failures: 1_000_000 }] },
    ]);
  });

  it('says that an analysis in a step needs a count to end', () => {
    const imported = read(INLINE + template('interval: 10s\n      successCondition: "result[0] < 5"'));
    expect(imported?.left.at(-1)?.why).toContain('measures on for ever');
  });

  it('tells templates of the cluster from those of the namespace, and reads what stands in the Rollout', () => {
    const named = INLINE.replace('templateName: lag', 'templateName: lag, clusterScope: true')
      .replace('{ podTemplateHashValue: Latest }', '{ fieldRef: { fieldPath: "metadata.labels[\'hash\']" } }')
      .replace('name: cart, namespace: shop', 'name: cart, namespace: shop, labels: { hash: abc }');
    const metric = template(
      'successCondition: "result[0] < 5"',
      'measurementRetention: [{ metricName: lag, limit: 5 }]',
    );
    expect(read(named + metric)?.left.map(({ why }) => why)).toEqual([
      'the ClusterAnalysisTemplate lag is not in the text',
    ]);
    const cluster = read(named + metric.replace('kind: AnalysisTemplate', 'kind: ClusterAnalysisTemplate'));
    expect(cluster?.plan.steps).toMatchObject([{ gates: [{ query: "lag{hash='abc'}" }] }]);
    expect(cluster?.left.map(({ field }) => field)).toEqual([
      'ClusterAnalysisTemplate lag.measurementRetention',
    ]);
  });

  it('lets an analysis beside the steps be in force in all of them', () => {
    const background = rollout(
      `{ canary: { analysis: ${ANALYSIS.replace('{ templates', '{ startingStep: 2, templates')}, steps: [{ setWeight: 10 }] } }`,
    );
    const imported = read(background + template('successCondition: "result[0] < 5"'));
    expect(imported?.plan.gates).toMatchObject([{ count: 0 }]);
    expect(imported?.left.map(({ field }) => field)).toContain('spec.strategy.canary.analysis.startingStep');
  });

  it('leaves out metrics that decide nothing', () => {
    const dry = template('successCondition: "result[0] < 5"', 'dryRun: [{ metricName: "la.*" }]');
    expect(read(INLINE + dry)?.plan.steps).toEqual([{ kind: 'analysis', seconds: 1 }]);
    const never = read(INLINE + template('failureLimit: -1\n      successCondition: "result[0] < 5"'));
    expect(never?.left.at(-1)?.why).toContain('decides nothing');
  });

  it('reads weights as parts of the largest, and pauses with and without their unit', () => {
    const steps =
      '{ canary: { trafficRouting: { maxTrafficWeight: 1000 }, steps: [{ setWeight: 50 }, { pause: { duration: 30 } }, { pause: { duration: 1m30s } }] } }';
    const imported = read(rollout(steps));
    expect(imported?.plan.steps).toEqual([
      { kind: 'weight', percent: 5 },
      { kind: 'pause', seconds: 30 },
      { kind: 'pause', seconds: 90 },
    ]);
    expect(imported?.left).toEqual([]);
  });

  it('takes a blue-green switch for one step, with what is asked around it', () => {
    const imported = read(
      rollout(
        `{ blueGreen: { activeService: cart-active, previewService: p, autoPromotionEnabled: false, postPromotionAnalysis: ${ANALYSIS} } }`,
      ) + template('successCondition: "result[0] < 5"'),
    );
    expect(imported?.plan.service.name).toBe('cart-active');
    expect(imported?.plan.steps).toMatchObject([
      { kind: 'approval' },
      { kind: 'weight', percent: 100 },
      { kind: 'analysis', gates: [{ name: 'lag' }] },
    ]);
    expect(imported?.left.map(({ field }) => field)).toContain('spec.strategy.blueGreen.previewService');
  });
});
