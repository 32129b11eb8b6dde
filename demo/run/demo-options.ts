import { parseArgs } from 'node:util';
import { isBlockedPort } from '../../lib/protocol/blocked-ports';

/** What `npm run demo -- ...` takes. */
export interface DemoOptions {
  port: number;
  gatewayPort: number;
  /** Requests a second from customers at the busiest hour. */
  load: number;
  seed: number;
  /** Folder of the demo's database and logs; undefined for the default below MESHSCOPE_HOME. */
  home: string | undefined;
  /** Whether what an earlier demo left is forgotten. */
  fresh: boolean;
}

/** Reads the options; prints the usage and ends on --help, explains and ends with 64 on bad ones. */
export function readDemoOptions(args: string[], usage: string): DemoOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '4170' },
        'gateway-port': { type: 'string', default: '4180' },
        load: { type: 'string', default: '12' },
        seed: { type: 'string', default: '1' },
        home: { type: 'string' },
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) {
      process.stdout.write(usage);
      process.exit(0);
    }
    return {
      port: port('--port', values.port),
      gatewayPort: port('--gateway-port', values['gateway-port']),
      load: whole('--load', values.load, 1_000),
      seed: whole('--seed', values.seed, 2 ** 31),
      home: values.home,
      fresh: values.fresh,
    };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    process.exit(64);
  }
}

function port(flag: string, text: string): number {
  const value = whole(flag, text, 65_535);
  if (isBlockedPort(value)) throw new Error(`${flag} cannot be ${text}: browsers refuse to open this port`);
  return value;
}

function whole(flag: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new Error(`${flag} takes a whole number from 0 to ${most}, not "${text}"`);
  }
  return value;
}
