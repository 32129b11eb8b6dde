import { call } from '../kit/call';
import { pause } from '../kit/pause';
import { ok, type Service } from '../kit/service';

/** Books that go with a book, as far as they are in stock. */
export const recommendations: Service = ({ random }) => ({
  'GET /recommendations/:id': async ({ params, headers }) => {
    await pause(random, 6);
    const candidate = (Number(params.id) + 7) % 40;
    const stock = await call(`http://inventory:9080/stock/${candidate}`, { headers, timeoutMs: 500 });
    return ok({ for: params.id, books: stock.status === 200 ? [stock.body] : [] });
  },
});
