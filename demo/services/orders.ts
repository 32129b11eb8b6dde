import { call } from '../kit/call';
import { pause } from '../kit/pause';
import { ok, type Service } from '../kit/service';

/** Orders: reserve the book, take the money, tell the customer. */
export const orders: Service = ({ random }) => ({
  'POST /orders': async ({ headers, body }) => {
    await pause(random, 5);
    const { sku = '1', amount = 10 } = (body ?? {}) as { sku?: string; amount?: number };
    const reserved = await call(`http://inventory:9080/stock/${sku}/reservations`, {
      method: 'POST',
      headers,
      body: {},
    });
    if (reserved.status !== 201) return { status: 409, body: { error: 'Not in stock' } };
    const paid = await call('http://payments:9080/payments', { method: 'POST', headers, body: { amount } });
    if (paid.status !== 201)
      return { status: 503, body: { error: 'The payment failed', payment: paid.body } };
    await call('http://notifications:9080/notifications', { method: 'POST', headers, body: { sku, amount } });
    return { status: 201, body: { order: Math.floor(random() * 1e6), sku, amount } };
  },
  'GET /orders/:id': async ({ params }) => {
    await pause(random, 4);
    return ok({ order: params.id, state: 'shipped' });
  },
});
