import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** A secured socket cannot be reset itself, only the one below it. */
const carriers = new WeakMap<Socket, Socket>();

/** Remembers what carries a secured socket. */
export function noteCarrier(secured: TLSSocket, carrier: Socket): void {
  carriers.set(secured, carrier);
}

/**
 * Ends a connection with a reset, so that nobody takes what was said for all there was to say. What carries TLS must
 * outlive the callback of the TLS code that may be on the stack: it is reset right behind it.
 */
export function resetSocket(socket: Socket): void {
  const carrier = carriers.get(socket);
  if (carrier === undefined) {
    reset(socket);
    return;
  }
  socket.pause();
  setImmediate(() => reset(carrier));
}

/** A Unix socket knows no reset: closing it is all there is. */
function reset(socket: Socket): void {
  try {
    socket.resetAndDestroy();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_INVALID_HANDLE_TYPE') throw error;
    socket.destroy();
  }
}
