import { WEIGHTED_DESTINATIONS } from '../parts/destination-fields';
import { BACKEND_REFS, httpRulesPart, VERSIONS_ARE_SERVICES } from '../parts/http-route-part';
import { SUBSETS_PART } from '../parts/subsets-part';
import { httpRoutesPart } from '../parts/virtual-service-part';
import type { Wizard } from '../wizard';

/** Shares HTTP requests between versions. */
export const TRAFFIC_SHIFTING: Wizard = {
  id: 'traffic-shifting',
  title: 'Traffic shifting',
  summary: 'Share HTTP requests between versions by weight.',
  group: 'Routing',
  about: 'service',
  variants: [
    {
      dialect: 'istio',
      parts: [httpRoutesPart('Weights', { destinations: WEIGHTED_DESTINATIONS }), SUBSETS_PART],
    },
    {
      dialect: 'gateway-api',
      parts: [{ ...httpRulesPart('Weights', { backends: BACKEND_REFS }), note: VERSIONS_ARE_SERVICES }],
    },
  ],
};
