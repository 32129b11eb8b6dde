import { AppError } from '../../protocol/app-error';
import type { RawRoute } from '../http/raw-route';
import type { QueryContext } from '../query/query-context';
import { type CountedTotal, istioFamilies } from './istio-families';
import { printFamilies } from './metric-family';
import { readSelector } from './read-selector';
import type { SeriesTotals } from './series-totals';
import { serviceGraphFamilies } from './service-graph-families';

const TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** `/federate` as a Prometheus has it: what the whole mesh counted, for `match[]` selectors without PromQL. */
export function createFederateRoute(context: Pick<QueryContext, 'factsOf'>, totals: SeriesTotals): RawRoute {
  return {
    method: 'GET',
    path: '/federate',
    access: 'read',
    answer: ({ query }) => {
      const selectors = query.getAll('match[]').map(readSelector);
      if (selectors.length === 0)
        throw new AppError('bad_request', 'Say what is wanted: match[]=istio_requests_total');
      const all = [...totals.read()].flatMap(([series, total]): CountedTotal[] => {
        const labels = context.factsOf(series)?.labels;
        return labels === undefined ? [] : [{ labels, total }];
      });
      const families = [...istioFamilies(all), ...serviceGraphFamilies(all)];
      return { status: 200, type: TYPE, body: printFamilies(families, selectors) };
    },
    refuse: ({ message }, status) => ({ status, type: 'text/plain; charset=utf-8', body: `${message}\n` }),
  };
}
