import type { Socket } from 'node:net';

/**
 * Hands on what a socket reads without the detour through its stream: an event and a turn of the loop a chunk, to look
 * whether there is more to read. A socket pushes each chunk into itself, which may be answered in place of the stream
 * as long as it flows and holds nothing back; otherwise the chunk comes as `data` as ever.
 * Returns how to undo it.
 */
export function readDirectly(socket: Socket, onData: (chunk: Buffer) => void): () => void {
  const push = socket.push.bind(socket);
  socket.on('data', onData);
  socket.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
    if (chunk === null || socket.readableFlowing !== true || socket.readableLength > 0)
      return push(chunk, encoding);
    onData(chunk);
    return true;
  };
  return () => {
    socket.push = push;
    socket.off('data', onData);
  };
}
