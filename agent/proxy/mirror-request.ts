import type { BodyFraming } from '../http1/body-framing';
import type { Cluster } from './cluster/cluster';
import type { ClusterHost } from './cluster/cluster-host';
import type { UpstreamLink, UpstreamUser } from './upstream-link';

/** A whole request to be copied. */
interface CopiedRequest {
  readonly method: string;
  readonly head: string;
  readonly framing: BodyFraming;
  readonly body: readonly Buffer[];
  /** Bound of the copy where the route has none. */
  readonly timeoutMs: number;
}

/** Sends copies of a whole request, if its body was kept. */
export function sendMirrors(
  clusters: readonly Cluster[],
  method: string,
  head: string,
  { framing, keptBody }: { readonly framing: BodyFraming; readonly keptBody: readonly Buffer[] | undefined },
  timeoutMs: number,
): void {
  if (keptBody === undefined) return;
  const copy = { method, head, framing, body: keptBody, timeoutMs };
  for (const cluster of clusters) sendMirror(cluster, copy);
}

/** Sends a copy whose answer nobody reads; whatever goes wrong with it is nobody's concern. */
function sendMirror(cluster: Cluster, copy: CopiedRequest): void {
  const host = cluster.choose(undefined, undefined);
  if (host !== undefined) new MirrorRequest(host, copy).start();
}

class MirrorRequest implements UpstreamUser {
  readonly isRequestDone = true;
  readonly clientProtocol = 'http1';
  readonly client = undefined;
  readonly #host: ClusterHost;
  readonly #copy: CopiedRequest;
  #timer: NodeJS.Timeout | undefined;
  #upstream: UpstreamLink | undefined;
  #isOver = false;

  constructor(host: ClusterHost, copy: CopiedRequest) {
    this.#host = host;
    this.#copy = copy;
  }

  get method(): string {
    return this.#copy.method;
  }

  start(): void {
    this.#host.activeRequests++;
    this.#host.totalRequests++;
    this.#timer = setTimeout(() => this.#end(), this.#copy.timeoutMs).unref();
    if (this.#host.pool.acquire(this, false)) return;
    this.#isOver = true;
    this.#host.activeRequests--;
    clearTimeout(this.#timer);
  }

  onConnection(connection: UpstreamLink): void {
    if (this.#isOver) {
      connection.abandon();
      return;
    }
    this.#upstream = connection;
    const { body, framing, head } = this.#copy;
    const { request } = connection;
    request.pushHead(unsample(head), framing);
    for (const piece of body) request.pushBody(piece);
    request.end(undefined);
    request.flush();
  }

  onResponseEnd(): void {
    this.#upstream = undefined;
    this.#end();
  }

  onConnectFailure(): void {
    this.#end();
  }

  onUpstreamReset(): void {
    this.#end();
  }

  onUpstreamFailure(): void {
    this.#end();
  }

  onSwitchingProtocols(): boolean {
    return false;
  }

  onUpstreamActive(): void {}
  onUpstreamDrain(): void {}
  onInformational(): void {}
  onResponseHead(): void {}
  onResponsePiece(): void {}
  flushResponse(): void {}

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#host.activeRequests--;
    this.#host.pool.release(this);
    this.#upstream?.abandon();
    this.#upstream = undefined;
  }
}

/** Copies are no part of the trace. */
function unsample(head: string): string {
  return head
    .replace(/(\r\ntraceparent: [0-9a-f-]{52}-)01\r\n/, '$100\r\n')
    .replace('\r\nx-b3-sampled: 1\r\n', '\r\nx-b3-sampled: 0\r\n');
}
