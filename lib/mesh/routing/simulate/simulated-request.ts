/** A request as `simulate route` is given it. */
export interface SimulatedRequest {
  from?: {
    namespace?: string;
    /** A Deployment, StatefulSet, DaemonSet or Pod of the configuration, for its labels. */
    workload?: string;
    labels?: Readonly<Record<string, string>>;
    /** `name` or `namespace/name` of a Gateway the request enters by. */
    gateway?: string;
  };
  method?: string;
  /** Absolute, or a path with a Host header. */
  url: string;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Where the connection goes; that of the URL by default. */
  port?: number;
  /** Validated claims of the request's token. */
  claims?: Readonly<Record<string, unknown>>;
}

/** What would become of a request: the contract of `meshscope simulate route`. */
export interface RouteAnswer {
  matched: { resource: SimulatedOrigin; route: string; path: string } | null;
  destinations: SimulatedDestination[];
  rewrite: { path?: string; authority?: string } | null;
  redirect: { code: number; location: string } | null;
  directResponse: { status: number; body: string } | null;
  /** `5s`; null for none. */
  timeout: string | null;
  retries: SimulatedRetries | null;
  fault: SimulatedFault | null;
  mirrors: (Omit<SimulatedDestination, 'weight'> & { percentage: number })[];
  headers: { request: SimulatedHeaders; response: SimulatedHeaders };
  /** The proxy's own answer; left out where a service answers. */
  response?: { code: number; flags: string };
  explain: string[];
}

export interface SimulatedOrigin {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
}

export interface SimulatedDestination {
  host: string;
  /** Empty for all of the service. */
  subset: string;
  port: number;
  weight: number;
}

interface SimulatedRetries {
  attempts: number;
  perTryTimeout: string | null;
  retryOn: string;
}

interface SimulatedFault {
  delay: { fixedDelay: string; percentage: number } | null;
  abort: { httpStatus: number | null; grpcStatus: number | null; percentage: number } | null;
}

/** Header operations as a VirtualService writes them. */
export interface SimulatedHeaders {
  set: Record<string, string>;
  add: Record<string, string>;
  remove: string[];
}
