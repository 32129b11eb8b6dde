import type { ResourceReference } from '../config/resource';
import type { CorsPlan } from './cors-plan';
import type { HeaderStage } from './header-stage';
import type { PathRewrite } from './path-rewrite';
import type { RetryPlan } from './retry-plan';

/** The rule that decided, by the object that holds it. */
export interface RouteOrigin {
  resource: ResourceReference;
  /** `spec.http[2]` or `spec.rules[0]`: the rule in that object. */
  path: string;
  ruleIndex: number;
  /** Which of the rule's matches held; undefined for a rule without any. */
  matchIndex: number | undefined;
}

/** One place a request may go to. */
export interface PlannedDestination {
  host: string;
  /** Empty for all endpoints of the service. */
  subset: string;
  port: number;
  /** Share of the route's requests is `weight` of the sum of all weights. */
  weight: number;
  /** Envoy's name: `outbound|9080|v1|reviews.default.svc.cluster.local`; the key of `RouteTable.clusters`. */
  cluster: string;
  /** What the Host header becomes; undefined keeps it. */
  authority: string | undefined;
  /** Applied in this order to the request, with those of the route already in. */
  requestHeaders: readonly HeaderStage[];
  responseHeaders: readonly HeaderStage[];
  /** A reference that cannot be followed: this share of requests is answered with the status instead (Gateway API). */
  refusedStatus: number | undefined;
}

export interface ForwardAction {
  kind: 'forward';
  destinations: readonly PlannedDestination[];
  /** Sum of the weights, never 0. */
  totalWeight: number;
  rewrite: PathRewrite | undefined;
}

export interface RedirectAction {
  kind: 'redirect';
  status: number;
  scheme: string | undefined;
  host: string | undefined;
  /** A number, or the scheme's own port; undefined keeps that of the Host header. */
  port: number | 'protocol-default' | undefined;
  rewrite: PathRewrite | undefined;
  responseHeaders: readonly HeaderStage[];
}

export interface DirectResponseAction {
  kind: 'direct-response';
  status: number;
  body: string | Uint8Array;
  responseHeaders: readonly HeaderStage[];
}

/** The host is not one the mesh knows and may be called as it is (ALLOW_ANY). */
export interface PassthroughAction {
  kind: 'passthrough';
}

/** The host is not one the mesh knows and must not be called: 502 (REGISTRY_ONLY). */
export interface BlockedAction {
  kind: 'blocked';
}

/** 404 NR: no virtual host at a gateway, or no rule of the virtual host takes the request. */
export interface NotFoundAction {
  kind: 'not-found';
}

export type RouteAction =
  | ForwardAction
  | RedirectAction
  | DirectResponseAction
  | PassthroughAction
  | BlockedAction
  | NotFoundAction;

/** Where a copy of the request goes; nobody waits for its answer. */
export interface MirrorPlan {
  destination: PlannedDestination;
  /** 0..100 of the requests; 100 where the rule names none. */
  percent: number;
}

/** Faults to inject before anything else happens; the dice of delay and abort are independent. */
export interface FaultPlan {
  delay: { durationMs: number; percent: number } | undefined;
  abort: { httpStatus: number | undefined; grpcStatus: number | undefined; percent: number } | undefined;
}

/** How requests of one client keep one endpoint (Gateway API's sessionPersistence). */
export interface SessionPlan {
  kind: 'cookie' | 'header';
  name: string;
  /** Age at which a session ends, whatever happens in it. */
  absoluteTimeoutMs: number | undefined;
  /** Time without requests after which a session ends. */
  idleTimeoutMs: number | undefined;
  /** A permanent cookie outlives the browser; undefined for a header. */
  cookie: { isPermanent: boolean } | undefined;
}

/** Everything that a data path has to do with a request, decided when the configuration was compiled. */
export interface RoutePlan {
  /** Undefined for a default route, which no object asked for. */
  origin: RouteOrigin | undefined;
  /** Envoy's `route_name`: `name` or `name.matchName` of the rule, `default`, `allow_any`, `block_all`; may be empty. */
  routeName: string;
  action: RouteAction;
  /** Bound of the request with all its tries; undefined is none. */
  timeoutMs: number | undefined;
  /** Undefined: never tried again. */
  retries: RetryPlan | undefined;
  fault: FaultPlan | undefined;
  mirrors: readonly MirrorPlan[];
  cors: CorsPlan | undefined;
  session: SessionPlan | undefined;
}

/** The answer to one request; shared between requests, never changed. */
export interface RouteDecision {
  /** Envoy's name, `reviews.default.svc.cluster.local:9080`; empty where no virtual host took the request. */
  virtualHost: string;
  plan: RoutePlan;
}

/** A plan that carries out `action` and nothing more. */
export function barePlan(action: RouteAction, routeName: string): RoutePlan {
  return {
    origin: undefined,
    routeName,
    action,
    timeoutMs: undefined,
    retries: undefined,
    fault: undefined,
    mirrors: [],
    cors: undefined,
    session: undefined,
  };
}
