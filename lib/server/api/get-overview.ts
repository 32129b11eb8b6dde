import { getOverview } from '../../protocol/api/overview';
import { getOverview as readOverview } from '../query/get-overview';
import { handle } from './handler';

export const overviewHandler = handle(getOverview, ({ query }, request) =>
  readOverview(query, request.query),
);
