import { describe, expect, it } from 'vitest';
import { optional, repeated, required, toggle, withDefault } from '@/agent/cli/options/option';
import { parseRoute } from '@/agent/cli/options/parse-route';
import { parseUpstream } from '@/agent/cli/options/parse-upstream';
import {
  parseBytes,
  parseDuration,
  parseHttpUrl,
  parseListenAddress,
  parseName,
  parsePair,
  parsePort,
  parseText,
} from '@/agent/cli/options/parse-values';
import { readOptions } from '@/agent/config/read-options';

const OPTIONS = {
  name: required(parseName, { placeholder: 'NAME', env: 'TEST_NAME', help: '' }),
  port: optional(parsePort, { placeholder: 'PORT', help: '' }),
  label: repeated(parsePair, { placeholder: 'KEY=VALUE', help: '' }),
  buffer: withDefault(parseBytes, { placeholder: 'SIZE', env: 'TEST_BUFFER', fallback: '16MiB', help: '' }),
  quiet: toggle({ help: '' }),
};

describe('readOptions()', () => {
  it('takes flags before the environment before defaults', () => {
    const environment = { TEST_NAME: 'from-env', TEST_BUFFER: '1k' };
    expect(
      readOptions(OPTIONS, ['--name', 'flag', '--label=a=b', '--label', 'c=d=e', '--quiet'], environment),
    ).toEqual({
      name: 'flag',
      port: undefined,
      label: [
        ['a', 'b'],
        ['c', 'd=e'],
      ],
      buffer: 1_024,
      quiet: true,
    });
    expect(readOptions(OPTIONS, [], { TEST_NAME: 'from-env', TEST_BUFFER: '' })).toMatchObject({
      name: 'from-env',
      buffer: 16 * 1024 * 1024,
      quiet: false,
    });
  });

  it.each([
    [[], '--name NAME is missing'],
    [['--name', 'A B'], '--name "A B": a name has 1 to 63 lower-case letters'],
    [['--name', 'a', '--port', '0'], '--port "0": a port is a number from 1 to 65535'],
    [['--name', 'a', '--name', 'b'], '--name is given 2 times'],
    [['--name', 'a', '--prot', '1'], 'Unknown option --prot; did you mean --port?'],
    [['--name', 'a', '--xyzzy'], 'Unknown option --xyzzy'],
    [['--name', 'a', '--port'], '--port PORT: the value is missing'],
    [['--name', 'a', '--port', '--quiet'], '--port PORT: the value is missing'],
    [['--name', 'a', '--quiet=yes'], '--quiet takes no value'],
    [['--name', 'a', 'node'], 'Unexpected "node"'],
    [['--name', 'a', '--buffer', 'much'], '--buffer "much": a size is a number'],
    [['--name', 'a', '--label', '=x'], '--label "=x": write KEY=VALUE'],
    [['--name', 'a', '--__proto__', 'x'], 'Unknown option --__proto__'],
  ])('refuses %j and names what is wrong', (args, message) => {
    expect(() => readOptions(OPTIONS, args, {})).toThrow(message);
  });
});

describe('values', () => {
  it.each([
    [parseListenAddress, '127.0.0.1:80', { host: '127.0.0.1', port: 80 }],
    [parseListenAddress, ':0', { host: '127.0.0.1', port: 0 }],
    [parseListenAddress, '8080', { host: '127.0.0.1', port: 8080 }],
    [parseListenAddress, '[::1]:80', { host: '::1', port: 80 }],
    [parseBytes, '2 GB', 2 * 1024 ** 3],
    [parseBytes, '512', 512],
    [parseDuration, '1500ms', 1_500],
    [parseDuration, '2m', 120_000],
    [parseHttpUrl, 'http://localhost:4170/x', 'http://localhost:4170'],
    [
      parseUpstream,
      'Reviews:9080=127.0.0.1:9001',
      { authority: 'reviews:9080', listen: { host: '127.0.0.1', port: 9001 } },
    ],
    [
      parseRoute,
      '/orders=orders.shop:9080',
      { host: '*', prefix: '/orders', service: { host: 'orders.shop', port: 9080 } },
    ],
    [
      parseRoute,
      'Shop.example/=web:80',
      { host: 'shop.example', prefix: '/', service: { host: 'web', port: 80 } },
    ],
  ] as [(text: string) => unknown, string, unknown][])('%o reads %s', (parse, text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it.each([
    [parseListenAddress, 'localhost'],
    [parseListenAddress, 'a:b'],
    [parseListenAddress, '1:2:3'],
    [parseListenAddress, '127.0.0.1:70000'],
    [parseDuration, '5'],
    [parseHttpUrl, 'ftp://x'],
    [parseHttpUrl, 'nonsense'],
    [parseUpstream, 'reviews'],
    [parseRoute, '/x=reviews'],
    [parseText, ''],
  ] as [(text: string) => unknown, string][])('%o refuses %s', (parse, text) => {
    expect(() => parse(text)).toThrow();
  });
});
