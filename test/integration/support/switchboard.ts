import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/** One address in front of several servers, as a balancer has it: every connection goes to the one that leads. */
export class Switchboard {
  private readonly server: net.Server;
  private readonly sockets = new Set<net.Socket>();
  private target: number;

  private constructor(target: number) {
    this.target = target;
    this.server = net.createServer((socket) => this.connect(socket));
  }

  /** Listens on a free port and leads to `target`. */
  static async start(target: number): Promise<Switchboard> {
    const board = new Switchboard(target);
    board.server.listen(0, '127.0.0.1');
    await once(board.server, 'listening');
    return board;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** New connections go to another port; those that are open end. */
  lead(target: number): void {
    this.target = target;
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private connect(socket: net.Socket): void {
    const upstream = net.connect(this.target, '127.0.0.1');
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
