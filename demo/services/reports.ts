import { ok, type Service } from '../kit/service';

/** Monthly figures that nobody asks for: an idle service. */
export const reports: Service = () => ({
  'GET /reports/:month': async ({ params }) => ok({ month: params.month, orders: 0 }),
});
