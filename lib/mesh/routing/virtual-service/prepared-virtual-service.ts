import type { HttpRoute, TcpRoute, TlsRoute } from '../../config/kinds/virtual-service';
import type { ConfigResource } from '../../config/resource';
import type { CompileContext, PlannedRoute } from '../compile-context';
import type { RouteOrigin } from '../route-plan';

/** One rule of a VirtualService, with that of its delegate merged in. */
export interface PreparedRule {
  route: HttpRoute;
  /** Where its short names belong: the namespace of the object that holds it. */
  namespace: string;
  origin: RouteOrigin;
}

/** A VirtualService, or what means the same in another API, with full host and gateway names and without delegates. */
export interface PreparedVirtualService {
  resource: ConfigResource;
  namespace: string;
  /** Full names in lower case. */
  hosts: readonly string[];
  /** `mesh` or `namespace/name`. */
  gateways: readonly string[];
  exportTo: readonly string[];
  /** Whether any of its HTTP rules can apply to a proxy and port: otherwise it claims no host there. */
  applies(context: CompileContext): boolean;
  /** Its HTTP rules for one proxy and port. */
  compile(context: CompileContext): PlannedRoute[];
  /** Every host its rules may lead to. */
  destinations(context: CompileContext): string[];
  tls: readonly TlsRoute[];
  tcp: readonly TcpRoute[];
}
