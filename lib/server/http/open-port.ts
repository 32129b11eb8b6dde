import type { Server as HttpServer } from 'node:http';
import type { Http2Server } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';
import { HTTP_LIMITS } from './http-limits';

/** A port before it listens. */
export interface OpenPort {
  port: Server;
  /** Ends what HTTP/2 connections there are. */
  endHttp2(): void;
}

/** How every HTTP/2 connection without TLS begins. */
const PREFACE = 'PRI';

/**
 * One port for both: connections that begin with HTTP/2's preface go to the HTTP/2 server (OTLP over gRPC), all others
 * to the HTTP/1.1 server. Node's servers take a connection from outside like one of their own.
 */
export function createPort(http1: HttpServer, http2: Http2Server): OpenPort {
  const calls = new Set<Socket>();
  const takeCall = (socket: Socket): void => {
    calls.add(socket);
    socket.once('close', () => calls.delete(socket));
    http2.emit('connection', socket);
  };
  const port = createServer({ noDelay: true }, (socket) => sort(socket, http1, takeCall));
  port.maxConnections = HTTP_LIMITS.connections;
  // Only a server that believes to listen keeps its time limits and knows its connections.
  port.once('listening', () => http1.emit('listening'));
  const endHttp2 = (): void => {
    for (const socket of calls) socket.destroy();
  };
  return { port, endHttp2 };
}

function sort(socket: Socket, http1: HttpServer, takeCall: (socket: Socket) => void): void {
  const forget = (): void => void socket.destroy();
  socket.setTimeout(HTTP_LIMITS.headersMs, forget);
  socket.on('error', forget);
  let begun = '';
  const look = (chunk: Buffer): void => {
    begun += chunk.toString('latin1', 0, PREFACE.length);
    if (begun.length < PREFACE.length && PREFACE.startsWith(begun)) {
      wait(chunk);
      return;
    }
    socket.setTimeout(0);
    socket.off('timeout', forget);
    socket.off('error', forget);
    socket.pause();
    socket.unshift(chunk);
    // Node's HTTP/2 reads what was put back by itself; its HTTP/1.1 waits for it to flow.
    if (begun.startsWith(PREFACE)) {
      takeCall(socket);
      return;
    }
    http1.emit('connection', socket);
    socket.resume();
  };
  // Fewer bytes than tell anything: put back, and looked at again with those that follow.
  const wait = (chunk: Buffer): void => {
    begun = '';
    socket.once('data', (next) => look(Buffer.concat([chunk, next])));
  };
  socket.once('data', look);
}
