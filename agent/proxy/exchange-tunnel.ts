import type { ExchangeRecord } from '../telemetry/exchange-record';
import type { ClientAnswer } from './client-answer';
import type { ClientLink } from './client-link';
import type { ProxySide } from './proxy-side';
import { Tunnel } from './tunnel';
import { TunnelGreeting } from './tunnel-greeting';
import type { UpstreamLink } from './upstream-link';

/** The tunnel of an exchange, behind CONNECT or an upgrade; its bytes count as the bodies of the exchange. */
export class ExchangeTunnel {
  readonly #side: ProxySide;
  readonly #record: ExchangeRecord;
  readonly #client: ClientLink;
  readonly #answer: ClientAnswer;
  #tunnel: Tunnel | undefined;
  #greeting: TunnelGreeting | undefined;

  constructor(side: ProxySide, record: ExchangeRecord, client: ClientLink, answer: ClientAnswer) {
    this.#side = side;
    this.#record = record;
    this.#client = client;
    this.#answer = answer;
  }

  /** Lets the client in before it is known where the tunnel leads, and tells the server name it asks for there. */
  awaitServerName(onName: (serverName: string) => void): void {
    this.#connect();
    const greeting = new TunnelGreeting(this.#side, this.#client, (serverName) => {
      this.#record.requestedServerName = serverName;
      onName(serverName);
    });
    this.#greeting = greeting;
    // What came with the request is held by who reads it until this turn is over.
    process.nextTick(() => this.#client.startTunnel(greeting));
  }

  /** Joins the two sides; behind CONNECT the client is told, unless it was let in before. */
  open(connection: UpstreamLink, isConnect: boolean, onClosed: () => void): void {
    if (connection.socket === undefined) throw new Error('A stream of HTTP/2 carries no tunnel');
    if (isConnect && this.#greeting === undefined) this.#connect();
    const record = this.#record;
    this.#tunnel = new Tunnel(this.#side, record, this.#client, connection.socket, (received, sent) => {
      record.requestBytes += received;
      record.requestBodyBytes += received;
      record.responseBytes += sent;
      record.responseBodyBytes += sent;
      onClosed();
    });
    connection.startTunnel(this.#tunnel);
    this.#client.startTunnel(this.#tunnel);
    this.#greeting?.passOn(this.#tunnel);
  }

  /** The client has gone. False where no tunnel is open. */
  close(): boolean {
    this.#tunnel?.onDownstreamClose();
    return this.#tunnel !== undefined;
  }

  #connect(): void {
    this.#record.responseCode = 200;
    this.#record.details = 'via_upstream';
    this.#answer.pushConnected();
  }
}
