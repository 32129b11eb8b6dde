import { connect, createServer, type Server, type Socket } from 'node:net';
import { waitFor } from './wait-for';

/** A socket held by hand: what it got so far as text, and ways to wait for more. */
export class RawPeer {
  readonly socket: Socket;
  received = '';
  bytes = 0;
  hasEnded = false;
  isClosed = false;
  error: Error | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      // Large bodies are only counted.
      if (this.received.length < 1 << 20) this.received += chunk.toString('latin1');
    });
    socket.on('end', () => {
      this.hasEnded = true;
    });
    socket.on('error', (error) => {
      this.error = error;
    });
    socket.on('close', () => {
      this.isClosed = true;
    });
  }

  send(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** Waits until what came contains `text`, `times` times; resolves with all that came. */
  async waitForText(text: string, times = 1): Promise<string> {
    await waitFor(
      () => this.received.split(text).length > times,
      () => `${JSON.stringify(text)} in ${JSON.stringify(this.received.slice(-2000))}`,
    );
    return this.received;
  }

  async waitForEnd(): Promise<string> {
    await waitFor(
      () => this.hasEnded || this.isClosed,
      () => `the end behind ${JSON.stringify(this.received.slice(-2000))}`,
    );
    return this.received;
  }

  async waitForClose(): Promise<void> {
    await waitFor(
      () => this.isClosed,
      () => 'the close of a connection',
    );
  }
}

/** Connects by hand; half-open, so that an end from the other side changes nothing here. */
export async function connectRaw(port: number): Promise<RawPeer> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
  const peer = new RawPeer(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return peer;
}

export interface RawServer {
  readonly port: number;
  readonly peers: readonly RawPeer[];
  /** Waits for the connection with this index. */
  peer(index: number): Promise<RawPeer>;
  close(): void;
}

/** A server whose connections the test holds by hand. */
export async function startRawServer(
  onPeer: (peer: RawPeer, index: number) => void = () => undefined,
): Promise<RawServer> {
  const peers: RawPeer[] = [];
  const server: Server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const peer = new RawPeer(socket);
    peers.push(peer);
    onPeer(peer, peers.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    peers,
    peer: async (index) => {
      await waitFor(
        () => peers.length > index,
        () => `connection ${index} to the upstream`,
      );
      return peers[index] as RawPeer;
    },
    close: () => {
      server.close();
      for (const peer of peers) peer.socket.destroy();
    },
  };
}
