import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatVerbHelp } from '@/agent/cli/format-verb-help';
import { VERBS } from '@/agent/cli/verbs';
import { readOptions } from '@/agent/config/read-options';
import { type BuiltAgent, buildForTest } from '../support/built-agent';
import { FakeConsole } from '../support/fake-console';
import { waitUntil } from '../support/wait-until';

describe('meshscope', { timeout: 30_000 }, () => {
  let built: BuiltAgent;
  beforeAll(async () => {
    built = await buildForTest();
  });
  afterAll(() => built.dispose());

  async function call(...args: string[]) {
    const agent = built.start(args);
    const code = await agent.exited;
    return { code, stdout: agent.stdout, stderr: agent.stderr };
  }

  it('explains itself', async () => {
    const help = await call('--help');
    expect(help.code).toBe(0);
    for (const verb of VERBS) expect(help.stdout).toContain(verb.summary);
    expect(await call('help', 'run')).toEqual(await call('run', '--help'));
    expect(await call()).toMatchObject({ code: 64, stdout: '' });
  });

  it.each([
    [['rum'], 'Unknown verb "rum"; did you mean run?'],
    [['frobnicate'], 'the verbs are run, proxy, gateway, apply, get, delete, diff, analyze'],
    [['run', '--name', 'x'], 'The command is missing'],
    [['run', '--port', '80', '--', 'ls'], '--name NAME is missing\nSee meshscope run --help'],
    [['gateway', '--listen', '127.0.0.1:0', '--server', '443'], 'PORT=HOST:PORT is wanted'],
    [['proxy', '--name', 'x', '--inbound', ':80'], '--app-address and --inbound belong together'],
    [['apply', 'rules.yaml'], 'Unexpected "rules.yaml"; files are given with -f: -f rules.yaml'],
    [
      ['proxy-config', 'pods', 'web-v1'],
      'Say which part: routes, clusters, endpoints, listeners, certificates',
    ],
    [['proxy-config', 'routes'], 'Say of which workload: proxy-config routes WORKLOAD'],
    [['version', '--output', 'xml'], '--output "xml": must be one of text, json'],
  ])('answers %j with 64 and what is wrong', async (args, message) => {
    const { code, stderr, stdout } = await call(...args);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([64, '']);
  });

  it('decides nothing where nobody said by which configuration', async () => {
    const { code, stderr } = await call('simulate', 'route', '--request', 'request.json');
    expect(stderr).toContain('--config FILE|DIR is missing');
    expect(code).toBe(1);
  });

  it('says which console it cannot reach', async () => {
    const { code, stderr } = await call('status', '--console', 'http://127.0.0.1:9');
    expect(code).toBe(1);
    expect(stderr).toContain('cannot reach http://127.0.0.1:9');
  });

  it('asks a local agent, and ends it by its admin port in order', async () => {
    const fake = await FakeConsole.start();
    const agent = built.start([
      ...['gateway', '--listen', '127.0.0.1:0', '--route', '/=web:80', '--hold', '1ms'],
      ...['--admin-port', '0', '--console', fake.url, '--token', 'secret'],
    ]);
    await waitUntil('open', () => agent.stderr.includes('the gateway listens at'));
    const admin = /admin pages at http:\/\/(\S+)\//.exec(agent.stderr)?.[1] ?? '';
    const url = /listens at (\S+)/.exec(agent.stderr)?.[1] ?? '';
    const status = await call('status', '--admin', admin, '--output', 'json');
    expect(JSON.parse(status.stdout)).toMatchObject({ state: 'ready', app_ready: true });
    const answer = await fetch(`${url}/x`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toBe('no healthy upstream');
    await fetch(`http://${admin}/quitquitquit`, { method: 'POST' });
    expect(await agent.exited).toBe(0);
    expect(fake.batches().flatMap((batch) => batch.points)).toHaveLength(1);
    expect([...fake.series.values()][0]?.slice(0, 2)).toEqual(['source', 'ingressgateway']);
    expect(fake.hellos[0]).toMatchObject({ role: 'gateway', services: [] });
    expect(fake.statuses.at(-1)?.state).toBe('draining');
    expect(fake.faults).toEqual([]);
    await fake.stop();
  });
});

describe('verbs', () => {
  it.each(VERBS.map((entry) => [entry.name, entry] as const))(
    '%s has help for every option and examples that parse',
    async (name, entry) => {
      const verb = await entry.load();
      const help = formatVerbHelp(entry.summary, verb);
      for (const [option, { help: text }] of Object.entries(verb.options)) {
        expect(help).toContain(`--${option}`);
        expect(text).toMatch(/\.$/);
      }
      expect(verb.examples.length).toBeGreaterThan(0);
      for (const { command } of verb.examples) {
        const [program, given, ...args] = command.split(' ');
        expect([program, given]).toEqual(['meshscope', name]);
        const divider = args.indexOf('--');
        expect(() =>
          readOptions(
            verb.options,
            divider === -1 ? args : args.slice(0, divider),
            {},
            verb.takesOperands ? [] : undefined,
          ),
        ).not.toThrow();
      }
      expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(140);
    },
  );
});
