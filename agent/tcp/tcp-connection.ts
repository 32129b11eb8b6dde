import type { Socket } from 'node:net';
import type { ConnectionLimits } from '../../lib/mesh/routing/effective-traffic-policy';
import { joinHostPort } from '../proxy/split-authority';
import { resetSocket } from '../tls/reset-socket';
import type { TcpEnvironment } from './tcp-environment';
import { type TcpRecord, toLogLine } from './tcp-record';
import { TunnelStream } from './tunnel-stream';

type Bounds = Pick<ConnectionLimits, 'tcpIdleTimeoutMs' | 'maxConnectionDurationMs'>;

/**
 * One connection of a client, from the moment its destination is sought to its end: bytes both ways with back-pressure and
 * half-closes, Istio's TCP metrics at opening, every few seconds and at closing, and one access-log line.
 */
export class TcpConnection {
  readonly client: Socket;
  readonly record: TcpRecord;
  readonly #env: TcpEnvironment;
  readonly #startedMs: number;
  #upstream: Socket | TunnelStream | undefined;
  #isCounted = false;
  #isOver = false;
  readonly #endings: (() => void)[] = [];
  #reportedReceived = 0;
  #reportedSent = 0;
  #reporter: NodeJS.Timeout | undefined;
  #longest: NodeJS.Timeout | undefined;
  readonly #onGone = (): void => this.end();

  constructor(client: Socket, record: TcpRecord, env: TcpEnvironment) {
    this.client = client;
    this.record = record;
    this.#env = env;
    this.#startedMs = env.clock.nowMs();
    env.gauges.tunnels++;
    client.on('error', () => this.cut());
    client.once('close', this.#onGone);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Calls back once, when it is over. */
  whenOver(act: () => void): void {
    if (this.#isOver) act();
    else this.#endings.push(act);
  }

  /** There is nowhere to go: counted with these flags, told, and ended with a reset. */
  fail(flags: string, reason?: string): void {
    this.record.flags = flags;
    this.record.failureReason = reason;
    this.#count();
    this.cut();
  }

  /** Nobody is let in: told, but no connection of the service's. */
  refuse(details: string): void {
    this.record.terminationDetails = details;
    this.cut();
  }

  /** Joins it to its destination; from now on it is a connection of that service. */
  join(upstream: Socket | TunnelStream, { maxConnectionDurationMs, tcpIdleTimeoutMs }: Bounds): void {
    const { client, record } = this;
    this.#upstream = upstream;
    upstream.on('error', () => this.cut());
    upstream.once('close', this.#onGone);
    if (this.#isOver || client.destroyed) {
      upstream.destroy();
      return;
    }
    record.upstreamLocalAddress = joinHostPort(upstream.localAddress ?? '', upstream.localPort ?? 0);
    this.#count();
    this.#reporter = setInterval(() => this.#report(), this.#env.limits.tunnelReportMs).unref();
    client.setTimeout(tcpIdleTimeoutMs, this.#onGone);
    upstream.setTimeout(tcpIdleTimeoutMs, this.#onGone);
    if (maxConnectionDurationMs !== undefined) {
      this.#longest = setTimeout(() => this.#expire(), maxConnectionDurationMs).unref();
    }
    client.on('data', (chunk: Buffer) => {
      record.receivedBytes += chunk.length;
    });
    client.pipe(upstream);
  }

  /** Passes on what the destination says; apart from `join`, as the destination's proxy may say its own first. */
  answer(): void {
    const { record } = this;
    this.#upstream?.on('data', (chunk: Buffer) => {
      record.sentBytes += chunk.length;
    });
    this.#upstream?.pipe(this.client);
  }

  /** Ends it; what was said already is still delivered. */
  end(): void {
    if (!this.#finish()) return;
    this.client.destroySoon();
    this.#upstream?.destroySoon();
  }

  /** Ends it with resets: nobody is to take what was said for all there was to say. */
  cut(): void {
    this.#finish();
    if (!this.client.destroyed) resetSocket(this.client);
    const upstream = this.#upstream;
    if (upstream === undefined || upstream.destroyed) return;
    if (upstream instanceof TunnelStream) upstream.reset();
    else resetSocket(upstream);
  }

  #expire(): void {
    this.record.flags = 'DT';
    this.end();
  }

  #count(): void {
    if (this.#isCounted) return;
    this.#isCounted = true;
    this.#env.recorder.openTunnel(this.record);
  }

  #finish(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    clearInterval(this.#reporter);
    clearTimeout(this.#longest);
    const { clock, gauges, recorder } = this.#env;
    gauges.tunnels--;
    if (this.#isCounted) {
      this.#report();
      recorder.closeTunnel(this.record);
    }
    recorder.logConnection?.(this.record, toLogLine(this.record, clock.nowMs() - this.#startedMs));
    for (const act of this.#endings) act();
    return true;
  }

  #report(): void {
    const { receivedBytes, sentBytes } = this.record;
    const [received, sent] = [receivedBytes - this.#reportedReceived, sentBytes - this.#reportedSent];
    if (received === 0 && sent === 0) return;
    this.#reportedReceived = receivedBytes;
    this.#reportedSent = sentBytes;
    this.#env.recorder.addTunnelBytes(this.record, received, sent);
  }
}
