import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { importPlan } from '@/lib/mesh/rollout/import/import-plan';

const CANARY = (metrics: string, more = '') => `
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: cart, namespace: shop }
spec:
  targetRef: { name: cart }
  ${more}
  analysis:
    interval: 30s
    threshold: 3
    stepWeight: 50
    metrics: [${metrics}]
`;

const TEMPLATE = `---
apiVersion: flagger.app/v1beta1
kind: MetricTemplate
metadata: { name: lag, namespace: shop }
spec:
  provider: { type: prometheus, address: "http://prom:9090" }
  query: 'lag{ns="{{ namespace }}", app="{{ target }}", dir="{{ variables.dir }}"}[{{ interval }}]'
`;

const read = (text: string) => {
  const imported = importPlan(parseResources(text, '').resources);
  return { gates: imported?.plan.gates, left: imported?.left.map(({ field, why }) => `${field}: ${why}`) };
};

describe('readFlaggerMetrics()', () => {
  it('asks the Prometheus of a MetricTemplate in the same text, with the names filled in', () => {
    const metric =
      '{ name: lag, templateRef: { name: lag }, templateVariables: { dir: in }, thresholdRange: { max: 5 }, interval: 1m }';
    expect(read(CANARY(metric) + TEMPLATE)).toEqual({
      gates: [
        {
          kind: 'query',
          name: 'lag',
          url: 'http://prom:9090',
          query: 'lag{ns="shop", app="cart", dir="in"}[1m]',
          max: 5,
          intervalSeconds: 30,
          failures: 3,
          isShared: true,
          empty: 'bad',
        },
      ],
      left: [],
    });
  });

  it('takes a threshold that is not there for 0, as Flagger does', () => {
    const metric = '{ name: lag, templateRef: { name: lag }, templateVariables: { dir: in } }';
    expect(read(CANARY(metric) + TEMPLATE).gates).toMatchObject([{ max: 0 }]);
    expect(read(CANARY('{ name: request-success-rate }')).gates).toMatchObject([{ min: 0 }]);
  });

  it('names the time that Flagger looks back, where it is another one than the interval', () => {
    expect(read(CANARY('{ name: request-success-rate }')).left?.[0]).toContain(
      'Flagger looks back so far (1m)',
    );
    expect(read(CANARY('{ name: request-success-rate, interval: 30s }')).left).toEqual([]);
  });

  it('names templates that are missing, ask somebody else, or have words of their own', () => {
    const metric = '{ name: lag, templateRef: { name: lag }, threshold: 5 }';
    expect(read(CANARY(metric)).left).toEqual([
      'spec.analysis.metrics[0]: the MetricTemplate lag is not in the text',
    ]);
    expect(read(CANARY(metric) + TEMPLATE.replace('type: prometheus', 'type: datadog')).left?.[0]).toContain(
      'asks datadog',
    );
    expect(read(CANARY(metric) + TEMPLATE).left?.[0]).toContain('{{ variables.dir }}');
  });

  it('asks the Prometheus of the Canary for queries in the Canary itself', () => {
    const metric = '{ name: errors, query: "sum(errors)", threshold: 2 }';
    expect(read(CANARY(metric, 'metricsServer: "http://own:9090"')).gates).toMatchObject([
      { kind: 'query', url: 'http://own:9090', query: 'sum(errors)', max: 2 },
    ]);
    expect(read(CANARY(metric)).left?.[0]).toContain('the Prometheus that Flagger was started with');
  });
});
