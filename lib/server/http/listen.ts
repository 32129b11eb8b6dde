import type { AddressInfo, Server } from 'node:net';
import { AppError } from '../../protocol/app-error';
import { findPortOwner } from './find-port-owner';

/** Listens, and answers with the port; says what is in the way when it cannot. */
export async function listen(server: Server, port: number, bind: string): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: bind }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw await explain(error as NodeJS.ErrnoException, port, bind);
  }
  return (server.address() as AddressInfo).port;
}

async function explain(error: NodeJS.ErrnoException, port: number, bind: string): Promise<AppError> {
  if (error.code === 'EADDRINUSE') {
    const owner = await findPortOwner(port);
    const who = owner === undefined ? 'another process' : `process ${owner.pid} (${owner.command})`;
    const way = 'Stop it, or choose another port with --port or MESHSCOPE_PORT (0 takes any free one).';
    return new AppError('conflict', `Cannot listen on ${bind}:${port}: ${who} listens there already. ${way}`);
  }
  if (error.code === 'EACCES') {
    const why = 'ports below 1024 need rights that this user does not have';
    return new AppError('forbidden', `Cannot listen on ${bind}:${port}: ${why}. Choose another with --port.`);
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new AppError(
      'bad_request',
      `Cannot listen on ${bind}:${port}: this machine has no address ${bind} (--bind).`,
    );
  }
  return new AppError('internal', `Cannot listen on ${bind}:${port}: ${error.message}`, undefined, {
    cause: error,
  });
}
