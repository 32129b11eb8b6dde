import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/*
 * Clients and servers of a benchmark that must cost little beside what it measures: HTTP/1.1 with kept connections, heads
 * that end in one blank line, and bodies of a known length. Nothing else is understood.
 */

const HEAD_END = '\r\n\r\n';

/** Answers each request; the text of the head is all there is of it. */
type AnswerHead = (head: string, answer: (status: number) => void) => void;

/** A server on a free port of loopback. */
export async function serveRaw(onHead: AnswerHead): Promise<{ port: number; close: () => void }> {
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
    let left = '';
    socket.on('data', (bytes) => {
      left += bytes.toString('latin1');
      for (let end = left.indexOf(HEAD_END); end >= 0; end = left.indexOf(HEAD_END)) {
        const head = left.slice(0, end);
        left = left.slice(end + HEAD_END.length);
        onHead(head, (status) => socket.write(`HTTP/1.1 ${status} X\r\ncontent-length: 2\r\n\r\nok`));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

/** The line of a header, to send on; empty where there is none. `pattern` finds the name behind the end of a line. */
export function headerLine(head: string, pattern: RegExp): string {
  const at = head.search(pattern);
  if (at < 0) return '';
  const end = head.indexOf('\r\n', at + 2);
  return `${head.slice(at + 2, end < 0 ? undefined : end)}\r\n`;
}

/** Kept connections to one address, each with one request at a time. */
export class RawClient {
  private readonly host: string;
  private readonly port: number;
  private readonly idle: Connection[] = [];
  private readonly all = new Set<Connection>();

  constructor(address: string) {
    const [host = '', port = ''] = address.split(':');
    this.host = host;
    this.port = Number(port);
  }

  /** Status of the answer to a head that ends in its blank line; 0 when the connection broke. */
  ask(head: string): Promise<number> {
    const connection = this.idle.pop() ?? this.open();
    return new Promise((resolve) => {
      connection.ask(head, (status) => {
        if (status > 0) this.idle.push(connection);
        else this.all.delete(connection);
        resolve(status);
      });
    });
  }

  close(): void {
    for (const connection of this.all) connection.close();
  }

  private open(): Connection {
    const connection = new Connection(net.connect(this.port, this.host));
    this.all.add(connection);
    return connection;
  }
}

class Connection {
  private readonly socket: net.Socket;
  private done: ((status: number) => void) | undefined;
  private left = '';

  constructor(socket: net.Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.end(0));
    socket.on('data', (bytes) => this.read(bytes.toString('latin1')));
  }

  ask(head: string, done: (status: number) => void): void {
    this.done = done;
    this.left = '';
    if (this.socket.destroyed) this.end(0);
    else this.socket.write(head);
  }

  close(): void {
    this.socket.destroy();
  }

  private read(text: string): void {
    this.left += text;
    const end = this.left.indexOf(HEAD_END);
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(this.left)?.[1] ?? 0);
    if (this.left.length >= end + HEAD_END.length + length) this.end(Number(this.left.slice(9, 12)));
  }

  private end(status: number): void {
    const { done } = this;
    this.done = undefined;
    done?.(status);
  }
}
