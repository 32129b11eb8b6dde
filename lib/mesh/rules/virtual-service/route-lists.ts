import type { RouteDestination, VirtualServiceSpec } from '../../config/kinds/virtual-service';

/** The destinations that share the requests of one route. */
export interface RouteList {
  /** `spec.http[0].route`. */
  path: string;
  routes: readonly Pick<RouteDestination, 'destination' | 'weight'>[];
}

/** Every list of weighted destinations, whatever the protocol. */
export function routeLists({ http = [], tls = [], tcp = [] }: VirtualServiceSpec): RouteList[] {
  const listsOf = (routes: readonly { readonly route?: RouteList['routes'] }[], name: string) =>
    routes.map(({ route = [] }, index) => ({ path: `spec.${name}[${index}].route`, routes: route }));
  return [...listsOf(http, 'http'), ...listsOf(tls, 'tls'), ...listsOf(tcp, 'tcp')];
}
