import { pause } from '../kit/pause';
import { ok, type Service } from '../kit/service';

/** Books in stock and reservations of them. */
export const inventory: Service = ({ random }) => ({
  'GET /stock/:sku': async ({ params }) => {
    await pause(random, 2);
    if (Number(params.sku) >= 38) return { status: 404, body: { error: `No book ${params.sku}` } };
    return ok({ sku: params.sku, available: 3 + Math.floor(random() * 20) });
  },
  'POST /stock/:sku/reservations': async ({ params }) => {
    await pause(random, 7);
    return { status: 201, body: { sku: params.sku, reserved: 1 } };
  },
});
