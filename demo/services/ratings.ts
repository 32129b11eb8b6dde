import { pause } from '../kit/pause';
import { ok, type Service } from '../kit/service';

const BURST_EVERY_SECONDS = 240;
const BURST_SECONDS = 20;

/** Stars of a book. Every four minutes its store is overloaded for twenty seconds and 40 % of the reads fail. */
export const ratings: Service = ({ random }) => ({
  'GET /ratings/:id': async ({ params }) => {
    await pause(random, 3);
    if (isBurst(Date.now()) && random() < 0.4) {
      return { status: 503, body: { error: 'ratings store is overloaded' } };
    }
    return ok({ id: params.id, ratings: { Reviewer1: 5, Reviewer2: 4 } });
  },
  'PUT /ratings/:id': async ({ params }) => {
    await pause(random, 8);
    return ok({ id: params.id, stored: true });
  },
});

function isBurst(nowMs: number): boolean {
  return (nowMs / 1000) % BURST_EVERY_SECONDS < BURST_SECONDS;
}
