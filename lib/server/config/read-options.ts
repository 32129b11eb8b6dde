import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '../../protocol/app-error';
import { isBlockedPort } from '../../protocol/blocked-ports';
import type { ConsoleOptions } from './console-options';
import { isLoopback } from './is-loopback';
import { formatHelp } from './option-specs';
import { parseAlerts } from './parse-alerts';
import { parseAuthority, parseTrustDomain } from './parse-authority';
import { parseExternal } from './parse-external';
import {
  badOption,
  parseChoice,
  parseList,
  parsePercent,
  parseSecret,
  parseSwitch,
  parseWhole,
} from './parse-option';
import { parseRetention } from './parse-retention';
import { type RawOption, type RawOptions, readRawOptions } from './raw-options';

const DEFAULT_PORT = 4170;

/** What the command line asks for. */
export type Command =
  | { run: 'console'; options: ConsoleOptions }
  | { run: 'help'; text: string }
  | { run: 'version' };

/** Reads flags, then MESHSCOPE_* variables, then defaults; fails with a message that names flag and value. */
export function readOptions(
  args: readonly string[] = process.argv.slice(2),
  env: Readonly<Record<string, string | undefined>> = process.env,
): Command {
  const raw = readRawOptions(args, env);
  if (raw.has('help')) return { run: 'help', text: formatHelp() };
  if (raw.has('version')) return { run: 'version' };
  const options = checkOptions(raw);
  refuseOpenConsole(options);
  return { run: 'console', options };
}

function checkOptions(raw: RawOptions): ConsoleOptions {
  const home = resolve(raw.get('home')?.text ?? join(homedir(), '.meshscope'));
  return {
    port: parsePort(raw.get('port')),
    bind: raw.get('bind')?.text ?? '127.0.0.1',
    allowedHosts: parseList(raw.get('allow-host')).map((host) => host.toLowerCase()),
    home,
    dataDir: resolve(raw.get('data-dir')?.text ?? join(home, 'data')),
    databaseUrl: parseDatabaseUrl(raw.get('database-url')),
    adminPassword: parseSecret(raw.get('admin-password'), 8),
    adminToken: parseSecret(raw.get('admin-token'), 16),
    agentToken: parseSecret(raw.get('agent-token'), 16),
    trustDomain: parseTrustDomain(raw.get('trust-domain')),
    authority: parseAuthority(raw),
    configDir: raw.get('config-dir') === undefined ? undefined : resolve(raw.get('config-dir')?.text ?? ''),
    configSync: parseChoice(raw.get('config-sync'), 'both', ['source', 'mirror', 'both'] as const),
    retention: parseRetention(raw.get('retention')),
    external: parseExternal(raw.get('external')),
    outboundTrafficPolicy: parseChoice(raw.get('outbound-policy'), 'ALLOW_ANY', [
      'ALLOW_ANY',
      'REGISTRY_ONLY',
    ]),
    samplingPercent: parsePercent(raw.get('sampling'), 10),
    batchIntervalMs: parseWhole(raw.get('batch-interval'), 250, 50, 60_000),
    alerts: parseAlerts(raw.get('alert')),
    publicUrl: parsePublicUrl(raw.get('public-url')),
    dev: parseSwitch(raw.get('dev')),
  };
}

function parsePort(option: RawOption | undefined): number {
  const port = parseWhole(option, DEFAULT_PORT, 0, 65_535);
  if (option === undefined || !isBlockedPort(port)) return port;
  throw badOption(option, 'another one: browsers refuse to open this port');
}

function parseDatabaseUrl(option: RawOption | undefined): string | undefined {
  if (option === undefined) return undefined;
  const protocol = URL.canParse(option.text) ? new URL(option.text).protocol : '';
  if (protocol === 'postgresql:' || protocol === 'postgres:') return option.text;
  // The value may hold a password: the message shows its scheme only.
  throw badOption(
    { ...option, text: `${protocol}...` },
    'an address like postgresql://user:password@host:5432/name',
  );
}

function parsePublicUrl(option: RawOption | undefined): string | undefined {
  if (option === undefined) return undefined;
  const protocol = URL.canParse(option.text) ? new URL(option.text).protocol : '';
  if (protocol === 'http:' || protocol === 'https:') return option.text.replace(/\/+$/, '');
  throw badOption(option, 'an address like https://mesh.example.com');
}

function refuseOpenConsole(options: ConsoleOptions): void {
  if (isLoopback(options.bind)) return;
  if (options.adminPassword !== undefined || options.adminToken !== undefined) return;
  throw new AppError(
    'bad_request',
    `Cannot listen on ${options.bind} without a sign-in: everybody who reaches it could read and change the mesh. ` +
      'Set MESHSCOPE_ADMIN_PASSWORD (or MESHSCOPE_ADMIN_TOKEN), or leave out --bind to serve this machine only.',
  );
}

/** Tells React and Next which of their builds to load; a value that somebody set stays. */
export function chooseNodeEnv(isDev: boolean): void {
  const mode = process.env.NODE_ENV ?? (isDev ? 'development' : 'production');
  Object.assign(process.env, { NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1' });
}
