import type { Socket } from 'node:net';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { resetSocket } from '../tls/reset-socket';

/** The bytes of a tunnel that lie in the bodies of a request and its response, in place of the socket that carries them. */
export class TunnelStream extends Duplex {
  readonly #carrier: Socket;
  readonly #request: Writable;
  readonly #response: Readable;

  constructor(carrier: Socket, request: Writable, response: Readable) {
    super({ allowHalfOpen: true });
    this.#carrier = carrier;
    this.#request = request;
    this.#response = response;
    response.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) response.pause();
    });
    response.on('end', () => this.push(null));
    for (const side of [request, response]) side.on('error', (error: Error) => this.destroy(error));
    response.on('close', () => {
      if (!response.readableEnded) this.destroy(new Error('The tunnel was cut off'));
    });
    carrier.once('close', () => this.destroy());
  }

  get localAddress(): string | undefined {
    return this.#carrier.localAddress;
  }

  get localPort(): number | undefined {
    return this.#carrier.localPort;
  }

  setTimeout(afterMs: number, onTimeout: () => void): void {
    this.#carrier.setTimeout(afterMs, onTimeout);
  }

  /** Closes behind what was written. */
  destroySoon(): void {
    this.end(() => this.destroy());
  }

  /** Ends it so that nobody takes what was said for all there was to say. */
  reset(): void {
    resetSocket(this.#carrier);
    this.destroy();
  }

  override _read(): void {
    this.#response.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#request.write(chunk, encoding, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#request.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (error === null) this.#carrier.destroySoon();
    else this.#carrier.destroy();
    done(error);
  }
}
