import { call } from '../kit/call';
import { pause } from '../kit/pause';
import type { Service } from '../kit/service';
import { BANK_HOST } from '../mesh';

/** Takes money through a bank outside the mesh; v2 checks for fraud first and is slower. */
export const payments: Service = ({ version, random }) => ({
  'POST /payments': async ({ headers, body }) => {
    await pause(random, version === 'v2' ? 18 : 6);
    const transfer = await call(`http://${BANK_HOST}/transfers`, { method: 'POST', headers, body });
    if (transfer.status !== 201)
      return { status: 503, body: { error: 'The bank refused', status: transfer.status } };
    return { status: 201, body: { paid: true, ...(transfer.body as object) } };
  },
});
