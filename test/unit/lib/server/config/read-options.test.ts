import { describe, expect, it, test } from 'vitest';
import type { ConsoleOptions } from '@/lib/server/config/console-options';
import { readOptions } from '@/lib/server/config/read-options';

function optionsOf(args: string[], env: Record<string, string> = {}): ConsoleOptions {
  const command = readOptions(args, env);
  if (command.run !== 'console') throw new Error(`Wanted a console, got ${command.run}`);
  return command.options;
}

describe('readOptions()', () => {
  it('starts a console for this machine only when nothing is said', () => {
    expect(optionsOf([])).toMatchObject({ port: 4170, bind: '127.0.0.1', configSync: 'both', dev: false });
  });

  it('takes flags before variables, and variables before defaults', () => {
    const env = { MESHSCOPE_PORT: '4200', MESHSCOPE_SAMPLING: '25' };
    expect(optionsOf(['--port', '4300'], env)).toMatchObject({ port: 4300, samplingPercent: 25 });
  });

  it('keeps the data below the home unless told otherwise', () => {
    expect(optionsOf(['--home', '/srv/mesh']).dataDir).toBe('/srv/mesh/data');
    expect(optionsOf(['--home', '/srv/mesh', '--data-dir', '/var/pg']).dataDir).toBe('/var/pg');
  });

  it('takes a list of names from one text, lower case', () => {
    expect(optionsOf(['--allow-host', 'Mesh.Example.com, proxy']).allowedHosts).toEqual([
      'mesh.example.com',
      'proxy',
    ]);
  });

  it('refuses an address others reach without a sign-in, and takes it with one', () => {
    expect(() => optionsOf(['--bind', '0.0.0.0'])).toThrow(/MESHSCOPE_ADMIN_PASSWORD/);
    const env = { MESHSCOPE_ADMIN_PASSWORD: 'long enough' };
    expect(optionsOf(['--bind', '0.0.0.0'], env).bind).toBe('0.0.0.0');
  });

  test.each([4190, 6000, 6667, 10080])('refuses port %i, which no browser opens', (port) => {
    expect(() => optionsOf(['--port', String(port)])).toThrow(
      `--port is "${port}", but must be another one: browsers refuse to open this port`,
    );
  });

  test.each([
    [['--port', '70000'], '--port is "70000"'],
    [['--sampling', '101'], '--sampling is "101"'],
    [['--config-sync', 'maybe'], 'source or mirror or both'],
    [['--admin-password', 'short'], '--admin-password must have at least 8 characters'],
    [['--public-url', 'ftp://mesh'], 'https://mesh.example.com'],
    [['--no-such-flag'], 'See --help.'],
  ])('names flag and value of %j', (args, message) => {
    expect(() => optionsOf(args)).toThrow(message);
  });

  it('does not print the password of a database address', () => {
    const refuse = () => optionsOf([], { DATABASE_URL: 'mysql://me:secret@host/db' });
    expect(refuse).toThrow('DATABASE_URL is "mysql:..."');
    expect(refuse).not.toThrow(/secret/);
  });

  it('answers --help with every flag and --version with neither', () => {
    const help = readOptions(['--help'], {});
    expect(help.run === 'help' && help.text).toMatch(/--data-dir DIR/);
    expect(readOptions(['--version'], {})).toEqual({ run: 'version' });
  });
});
