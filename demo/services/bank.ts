import { pause } from '../kit/pause';
import type { Service } from '../kit/service';

/** Somebody else's bank: fails one transfer in fifty and is slow now and then. */
export const bank: Service = ({ random }) => ({
  'POST /transfers': async () => {
    await pause(random, random() < 0.03 ? 350 : 28);
    if (random() < 0.02) return { status: 500, body: { error: 'core banking system is busy' } };
    return { status: 201, body: { transfer: Math.floor(random() * 1e9) } };
  },
});
