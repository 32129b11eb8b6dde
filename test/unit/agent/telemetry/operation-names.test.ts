import { describe, expect, it } from 'vitest';
import { OperationNames } from '@/agent/telemetry/operation-names';

const orders = { host: 'orders.shop.svc.cluster.local', name: 'orders', namespace: 'shop', port: 80 };

function createNames() {
  const names = new OperationNames({ service: orders });
  const ask = (path: string, service: typeof orders | null = orders, method = 'GET') =>
    names.operationOf({ direction: 'outbound', method, path, service: service ?? undefined });
  return { names, ask };
}

describe('OperationNames', () => {
  it('learns as long as nobody gives names', () => {
    const { ask } = createNames();
    expect(ask('/orders/4711?full=1')).toBe('GET /orders/{id}');
  });

  it('splits and merges by the templates of the service that is called', () => {
    const { names, ask } = createNames();
    names.use([
      { namespace: 'shop', name: 'orders', templates: ['GET /orders/export', 'GET /orders/{number}'] },
    ]);
    expect(ask('/orders/export?as=csv')).toBe('GET /orders/export');
    expect(ask('/orders/4711')).toBe('GET /orders/{number}');
    expect(ask('/orders/4711', null)).toBe('GET /orders/{id}');
    expect(ask('/orders/4711', { ...orders, name: 'carts' })).toBe('GET /orders/{id}');
    expect(ask('/orders/4711', orders, 'DELETE')).toBe('DELETE /orders/{id}');
  });

  it('takes inbound requests for those of its own service', () => {
    const { names } = createNames();
    names.use([{ namespace: 'shop', name: 'orders', templates: ['* /orders/...'] }]);
    const exchange = {
      direction: 'inbound',
      method: 'GET',
      path: '/orders/1/items',
      service: undefined,
    } as const;
    expect(names.operationOf(exchange)).toBe('* /orders/...');
  });

  it('learns again when the names are taken back', () => {
    const { names, ask } = createNames();
    names.use([{ namespace: 'shop', name: 'orders', templates: ['* /...'] }]);
    expect(ask('/orders/4711')).toBe('* /...');
    names.use([]);
    expect(ask('/orders/4711')).toBe('GET /orders/{id}');
  });
});
