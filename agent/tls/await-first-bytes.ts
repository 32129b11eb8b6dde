import type { Socket } from 'node:net';

/**
 * Calls back once with what a client says first, left in the socket for who reads it next; with undefined when it says
 * nothing for `limitMs`. Never, when the client goes before.
 */
export function awaitFirstBytes(
  socket: Socket,
  limitMs: number,
  onBytes: (bytes: Buffer | undefined) => void,
  isEnough: (bytes: Buffer) => boolean = () => true,
): void {
  let seen = Buffer.alloc(0);
  const finish = (): void => {
    stop();
    if (seen.length > 0) socket.unshift(seen);
    onBytes(seen.length === 0 ? undefined : seen);
  };
  const timer = setTimeout(finish, limitMs);
  const onReadable = (): void => {
    for (let chunk: Buffer | null = socket.read(); chunk !== null; chunk = socket.read()) {
      seen = Buffer.concat([seen, chunk]);
    }
    if (seen.length > 0 && isEnough(seen)) finish();
  };
  const onEnd = (): void => {
    stop();
    socket.destroy();
  };
  const stop = (): void => {
    clearTimeout(timer);
    socket.removeListener('readable', onReadable);
    socket.removeListener('end', onEnd);
    socket.removeListener('close', stop);
  };
  socket.on('readable', onReadable);
  socket.on('end', onEnd);
  socket.on('close', stop);
  socket.on('error', () => undefined);
}
