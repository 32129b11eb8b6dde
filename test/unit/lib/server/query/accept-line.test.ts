import { describe, expect, it } from 'vitest';
import { logFilterSchema } from '@/lib/protocol/api/logs';
import { createAcceptLine } from '@/lib/server/query/accept-line';
import type { QueryContext } from '@/lib/server/query/query-context';
import { logOf } from '@/test/integration/support/telemetry-samples';

const context = { sources: { overrides: { operations: [] }, store: {} } } as unknown as Pick<
  QueryContext,
  'sources'
>;

const accepts = (of: string) => createAcceptLine(context, logFilterSchema.parse({ of }));

const toV2 = {
  id: '1',
  ...logOf({
    source_workload: 'web-v1',
    source_workload_namespace: 'shop',
    source_canonical_service: 'web',
    source_canonical_revision: 'v1',
    destination_workload: 'bank-v2',
    destination_workload_namespace: 'pay',
    destination_canonical_service: 'bank',
    destination_canonical_revision: 'v2',
    destination_service_name: 'bank',
    destination_service_namespace: 'pay',
    request_protocol: 'http',
  }),
};

describe('createAcceptLine()', () => {
  it('takes a line for an edge of the versions it ran between, and of no others', () => {
    const taken = [
      'app:shop/web@v1->app:pay/bank@v2#http',
      'app:shop/web->app:pay/bank#http',
      'workload:shop/web-v1->workload:pay/bank-v2#http',
      'app:shop/web@v1->service:pay/bank#http',
      'service:pay/bank->app:pay/bank@v2#http',
      'namespace:shop->namespace:pay#http',
      'app:pay/bank@v2',
      'app:shop/web@v1',
    ];
    for (const of of taken) expect(accepts(of)(toV2), of).toBe(true);
    const others = [
      'app:shop/web@v1->app:pay/bank@v1#http',
      'app:shop/web@v2->app:pay/bank@v2#http',
      'app:shop/web@v1->app:pay/bank@v2#grpc',
      'app:pay/bank@v2->app:shop/web@v1#http',
      'app:shop/web@v1->service:shop/bank#http',
      'service:pay/other->app:pay/bank@v2#http',
      'namespace:pay->namespace:shop#http',
      'app:pay/bank@v1',
      'app:shop/bank@v2',
    ];
    for (const of of others) expect(accepts(of)(toV2), of).toBe(false);
  });

  it('takes a call that nobody answered for the app that was called, not for a version of it', () => {
    const lost = {
      ...toV2,
      destination_workload: 'unknown',
      destination_workload_namespace: 'unknown',
      destination_canonical_service: 'unknown',
      destination_canonical_revision: 'unknown',
      response_code: 503,
    };
    expect(accepts('app:shop/web->app:pay/bank#http')(lost)).toBe(true);
    expect(accepts('app:shop/web@v1->service:pay/bank#http')(lost)).toBe(true);
    expect(accepts('app:shop/web@v1->app:pay/bank@v2#http')(lost)).toBe(false);
  });
});
