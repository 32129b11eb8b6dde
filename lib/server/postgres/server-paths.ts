import { join } from 'node:path';

/** Longest path of a socket's directory: sun_path holds 104 bytes on macOS, `/.s.PGSQL.5432` and a NUL included. */
const SOCKET_DIR_BYTES = 104 - '/.s.PGSQL.5432'.length - 1;

/** Where everything of the embedded server lives. */
export interface ServerPaths {
  /** Owned by the user that runs the server. */
  root: string;
  /** PGDATA. */
  data: string;
  /** Where a cluster is made before it is renamed to `data`. */
  newData: string;
  /** Copies of the server's binaries, one directory a version. */
  binaries: string;
  socketDir: string;
  password: string;
  log: string;
}

export function serverPaths(root: string): ServerPaths {
  return {
    root,
    data: join(root, 'data'),
    newData: join(root, 'data.new'),
    binaries: join(root, 'binaries'),
    socketDir: join(root, 'run'),
    password: join(root, 'password'),
    log: join(root, 'postgres.log'),
  };
}

/** Whether the server can listen on a socket there; elsewhere it takes a loopback port. */
export function canUseSocket(socketDir: string, platform: NodeJS.Platform): boolean {
  return platform !== 'win32' && Buffer.byteLength(socketDir) <= SOCKET_DIR_BYTES;
}
