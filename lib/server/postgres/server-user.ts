import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { AppError } from '../../protocol/app-error';

const run = promisify(execFile);

/** An account of this system. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

const NAME = 'postgres';

/** Tried in turn; Debian's and Red Hat's form, then BusyBox's. */
const CREATE = [
  ['useradd', '--system', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME],
  ['adduser', '-S', '-D', '-H', NAME],
] as const;

/**
 * Who runs the server: undefined for the console's own user. PostgreSQL refuses to run as root and wants an account
 * with a name, so root uses `postgres`, makes it when it is missing, and takes `nobody` where it cannot.
 */
export async function findServerUser(
  uid: number | undefined = process.getuid?.(),
): Promise<ServerUser | undefined> {
  if (uid !== 0) return undefined;
  const user = (await lookUp(NAME)) ?? (await createUser()) ?? (await lookUp('nobody'));
  if (user !== undefined) return user;
  throw new AppError(
    'database_unavailable',
    `PostgreSQL cannot run as root and the user "${NAME}" cannot be created; start the console as another user, or set DATABASE_URL`,
  );
}

async function createUser(): Promise<ServerUser | undefined> {
  for (const [command, ...args] of CREATE) {
    await run(command, args).catch(() => undefined);
    const user = await lookUp(NAME);
    if (user !== undefined) return user;
  }
  return undefined;
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((entry) => entry[0] === name);
  return fields === undefined ? undefined : { name, uid: Number(fields[2]), gid: Number(fields[3]) };
}
