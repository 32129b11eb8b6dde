import { describe, expect, it } from 'vitest';
import { labelSeries } from '@/agent/telemetry/label-series';
import { makeExchange, PRODUCTPAGE, REVIEWS_SELF } from '../support/make-exchange';

const OUTCOME = {
  request_protocol: 'http',
  response_code: '200',
  grpc_response_status: '',
  response_flags: '-',
  request_operation: 'GET /',
};

describe('labelSeries()', () => {
  it('names both sides of an outbound call as Istio does', () => {
    expect(labelSeries(makeExchange(), OUTCOME, REVIEWS_SELF)).toEqual({
      reporter: 'source',
      source_workload: 'reviews-v1',
      source_canonical_service: 'reviews',
      source_canonical_revision: 'v1',
      source_workload_namespace: 'default',
      source_principal: 'unknown',
      source_app: 'reviews',
      source_version: 'v1',
      source_cluster: 'default',
      destination_workload: 'ratings-v2',
      destination_workload_namespace: 'backend',
      destination_principal: 'unknown',
      destination_app: 'ratings',
      destination_version: 'v2',
      destination_service: 'ratings.backend.svc.cluster.local',
      destination_canonical_service: 'ratings',
      destination_canonical_revision: 'v2',
      destination_service_name: 'ratings',
      destination_service_namespace: 'backend',
      destination_cluster: 'default',
      ...OUTCOME,
      connection_security_policy: 'unknown',
    });
  });

  it('reports inbound traffic as destination, without mTLS as policy none', () => {
    const labels = labelSeries(
      makeExchange({ direction: 'inbound', service: undefined, peer: PRODUCTPAGE }),
      OUTCOME,
      REVIEWS_SELF,
    );
    expect(labels).toMatchObject({
      reporter: 'destination',
      source_workload: 'productpage-v1',
      destination_workload: 'reviews-v1',
      destination_service: 'reviews.default.svc.cluster.local',
      connection_security_policy: 'none',
    });
  });

  it('calls a caller without metadata unknown, its revision latest', () => {
    const labels = labelSeries(
      makeExchange({ direction: 'inbound', peer: undefined }),
      OUTCOME,
      REVIEWS_SELF,
    );
    expect(labels).toMatchObject({
      source_workload: 'unknown',
      source_workload_namespace: 'unknown',
      source_canonical_service: 'unknown',
      source_canonical_revision: 'latest',
      source_app: 'unknown',
      source_version: 'unknown',
      source_cluster: 'unknown',
    });
  });

  it.each(['PassthroughCluster', 'BlackHoleCluster'])(
    'names unmatched traffic %s and keeps its host',
    (cluster) => {
      const labels = labelSeries(
        makeExchange({
          service: undefined,
          peer: undefined,
          upstreamCluster: cluster,
          authority: 'api.bank.example',
        }),
        OUTCOME,
        REVIEWS_SELF,
      );
      expect(labels).toMatchObject({
        destination_service_name: cluster,
        destination_service: 'api.bank.example',
        destination_service_namespace: 'unknown',
        destination_workload: 'unknown',
      });
    },
  );

  it('falls back to the Host header, then to its own canonical name', () => {
    const selfless = { ...REVIEWS_SELF, service: undefined };
    const inbound = makeExchange({
      direction: 'inbound',
      service: undefined,
      authority: 'reviews.example:80',
    });
    expect(labelSeries(inbound, OUTCOME, selfless)).toMatchObject({
      destination_service: 'reviews.example:80',
      destination_service_name: 'reviews',
    });
    expect(labelSeries({ ...inbound, authority: '' }, OUTCOME, selfless).destination_service).toBe('reviews');
    const address = makeExchange({ service: undefined, authority: '10.0.0.9:80', upstreamCluster: '' });
    expect(labelSeries(address, OUTCOME, selfless).destination_service_name).toBe('10.0.0.9');
  });

  it('cuts labels at the limit of the wire', () => {
    const authority = 'a'.repeat(2_000);
    const labels = labelSeries(makeExchange({ service: undefined, authority }), OUTCOME, REVIEWS_SELF);
    expect(labels.destination_service).toHaveLength(512);
  });
});
