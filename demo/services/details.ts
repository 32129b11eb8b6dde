import { pause } from '../kit/pause';
import { ok, type Service } from '../kit/service';

/** Facts about a book. */
export const details: Service = ({ random }) => ({
  'GET /details/:id': async ({ params }) => {
    await pause(random, 4);
    return ok({ id: params.id, author: 'William Shakespeare', year: 1595, type: 'paperback', pages: 200 });
  },
});
