import { describe, expect, it } from 'vitest';
import { createNameOperation, renameOperation } from '@/lib/mesh/metrics/service-operations';
import { makeLabels, serviceLabels } from '@/test/support/traffic';

const services = [{ namespace: 'shop', name: 'orders', templates: ['GET /orders/{number}'] }];

describe('createNameOperation()', () => {
  it('names the operations of the service that templates were given for, and of no other', () => {
    const name = createNameOperation(services);
    expect(name('shop', 'orders', 'GET /orders/7')).toBe('GET /orders/{number}');
    expect(name('shop', 'carts', 'GET /orders/7')).toBeUndefined();
    expect(name('test', 'orders', 'GET /orders/7')).toBeUndefined();
    expect(createNameOperation([])('shop', 'orders', 'GET /orders/7')).toBeUndefined();
  });
});

describe('renameOperation()', () => {
  const name = createNameOperation(services);
  const labels = makeLabels({ ...serviceLabels('orders'), request_operation: 'GET /orders/{id}' });
  const inShop = { ...labels, destination_service_namespace: 'shop', destination_service_name: 'orders' };

  it('changes the operation alone', () => {
    expect(renameOperation(inShop, name)).toEqual({ ...inShop, request_operation: 'GET /orders/{number}' });
  });

  it('keeps the very labels where nothing is to be renamed', () => {
    const others = { ...inShop, request_operation: 'POST /orders' };
    expect(renameOperation(others, name)).toBe(others);
    const nameless = { ...inShop, request_operation: 'unknown' };
    expect(renameOperation(nameless, name)).toBe(nameless);
  });
});
