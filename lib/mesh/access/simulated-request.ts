/** A request as `simulate access` is given it. */
export interface SimulatedAccess {
  from?: {
    namespace?: string;
    workload?: string;
    labels?: Readonly<Record<string, string>>;
    gateway?: string;
    /** With it the caller proves itself by mutual TLS, as auto mTLS does. */
    serviceAccount?: string;
  };
  /** The workload that is asked; found by the URL's host where it is left out. */
  to?: { namespace?: string; workload?: string; labels?: Readonly<Record<string, string>>; port?: number };
  method?: string;
  /** Empty for a plain TCP connection. */
  url?: string;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  port?: number;
  protocol?: 'http' | 'tcp';
  /** Of the caller's certificate, with or without `spiffe://`; without one the connection is plain text. */
  principal?: string;
  /** Of a token that was found good. */
  claims?: Readonly<Record<string, unknown>>;
  /** The client's address. */
  ip?: string;
  /** The connection's other end where it is not the client itself. */
  sourceIp?: string;
  destinationIp?: string;
  sni?: string;
}

/** What became of the request's token before policies are asked. */
export type TokenOutcome =
  | { state: 'absent' }
  | { state: 'valid'; claims: Readonly<Record<string, unknown>> }
  | { state: 'invalid'; code: 401 | 403; message: string };
