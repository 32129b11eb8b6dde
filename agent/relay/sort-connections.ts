import type { Server as HttpServer } from 'node:http';
import type { Http2Server } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';

/** How every HTTP/2 connection without TLS begins; no method of HTTP/1.1 does. */
const PREFACE = 'PRI';
/** Who has said nothing for so long has nothing to say. */
const SILENT_MS = 30_000;

/** One port for HTTP/1.1 and for gRPC: the first bytes of a connection tell which it is. */
export function sortConnections(http1: HttpServer, http2: Http2Server): Server & { cutAll(): void } {
  const open = new Set<Socket>();
  const port = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(SILENT_MS, () => socket.destroy());
    look(socket, (isHttp2) => {
      socket.setTimeout(0);
      (isHttp2 ? http2 : http1).emit('connection', socket);
      // Node's HTTP/2 reads what was put back by itself; its HTTP/1.1 waits for it to flow.
      if (!isHttp2) socket.resume();
    });
  });
  // Only a server that believes to listen keeps its time limits and knows its connections.
  port.once('listening', () => http1.emit('listening'));
  const cutAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return Object.assign(port, { cutAll });
}

function look(socket: Socket, decide: (isHttp2: boolean) => void, before = Buffer.alloc(0)): void {
  socket.once('data', (chunk: Buffer) => {
    const bytes = Buffer.concat([before, chunk]);
    const begun = bytes.toString('latin1', 0, PREFACE.length);
    if (begun.length < PREFACE.length && PREFACE.startsWith(begun)) return look(socket, decide, bytes);
    socket.pause();
    socket.unshift(bytes);
    decide(begun === PREFACE);
  });
}
