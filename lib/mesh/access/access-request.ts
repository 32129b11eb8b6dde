/** What an access decision looks at, of a request or of a TCP connection; what a connection lacks is empty. */
export interface AccessRequest {
  /** SPIFFE id from the verified peer certificate, `spiffe://` included; undefined without mutual TLS. */
  readonly principal: string | undefined;
  /** Address of the connection's other end. */
  readonly sourceIp: string;
  /** Address of the client behind trusted proxies. */
  readonly remoteIp: string;
  readonly destinationIp: string;
  readonly destinationPort: number;
  /** Server name of the TLS handshake. */
  readonly sni: string;
  readonly method: string;
  /** `:authority` as sent, port included where it has one. */
  readonly host: string;
  /** Normalised, without query. */
  readonly path: string;
  /** Claims of the validated token; undefined without one. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  /** Values of a header, one a line; `name` is lower case. */
  headerValues(name: string): readonly string[];
}

/** A compiled condition. */
export type AccessTest = (request: AccessRequest) => boolean;
