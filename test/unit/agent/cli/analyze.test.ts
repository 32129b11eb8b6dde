import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAD_YAML, ODD_YAML } from '@/test/support/bad-yaml';
import { type BuiltAgent, buildForTest } from '../support/built-agent';

const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{name: http, port: 80}]}
`;
const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
    - route:
        - destination:
            host: HOST
`;

describe('meshscope analyze', { timeout: 30_000 }, () => {
  let built: BuiltAgent;
  beforeAll(async () => {
    built = await buildForTest();
    mkdirSync(join(built.folder, 'config/deep'), { recursive: true });
    writeFileSync(join(built.folder, 'config/service.yaml'), SERVICE);
    writeFileSync(join(built.folder, 'config/deep/route.yml'), ROUTE.replace('HOST', 'crt'));
    writeFileSync(join(built.folder, 'fine.yaml'), `${SERVICE}---\n${ROUTE.replace('HOST', 'cart')}`);
    writeFileSync(join(built.folder, 'broken.yaml'), 'kind: Service\nmetadata: [\n');
  });
  afterAll(() => built.dispose());

  async function call(...args: string[]) {
    const agent = built.start(['analyze', ...args]);
    const code = await agent.exited;
    return { code, stdout: agent.stdout, stderr: agent.stderr };
  }
  const path = (name: string) => join(built.folder, name);

  it('counts what runs in the mesh of a console, and says nothing of it', async () => {
    const mesh = createServer((request, response) => {
      const objects = [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'crt', namespace: 'shop' },
          spec: { ports: [{ port: 80 }] },
        },
      ];
      response.end(JSON.stringify(request.url === '/api/registry' ? { revision: 1, objects } : {}));
    });
    mesh.listen(0, '127.0.0.1');
    await once(mesh, 'listening');
    const { port } = mesh.address() as AddressInfo;
    const console = `http://127.0.0.1:${port}`;
    const { code, stdout } = await call('--console', console, '--fail-on', 'info', path('config'));
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('No findings') });
    const env = { MESHSCOPE_CONSOLE: console };
    expect(await built.start(['analyze', path('config')], env).exited).toBe(0);
    expect(await built.start(['analyze', '--offline', path('config')], env).exited).toBe(79);
    mesh.close();
  });

  it('finds a kind that nobody reads because it is misspelt', async () => {
    writeFileSync(join(built.folder, 'typo.yaml'), ROUTE.replace('VirtualService', 'VirtualServce'));
    const { code, stdout } = await call(path('typo.yaml'));
    expect(code).toBe(79);
    expect(stdout).toContain('did you mean VirtualService of networking.istio.io/v1?');
  });

  it('reads folders to their end and answers 79 for an error, with codes and line', async () => {
    const { code, stdout } = await call('--output', 'json', path('config'));
    expect(code).toBe(79);
    const { findings } = JSON.parse(stdout);
    expect(findings).toEqual([
      {
        rule: 'virtual-service/host-not-found',
        codes: ['IST0101', 'KIA1101'],
        severity: 'error',
        resource: {
          apiVersion: 'networking.istio.io/v1',
          kind: 'VirtualService',
          namespace: 'shop',
          name: 'cart',
        },
        path: 'spec.http[0].route[0].destination.host',
        message: expect.stringContaining('"crt"'),
        file: path('config/deep/route.yml'),
        line: 9,
        key: expect.stringContaining(
          'virtual-service/host-not-found networking.istio.io/VirtualService/shop/cart',
        ),
      },
    ]);
  });

  it('writes text with the fix, and SARIF with rule, level and place', async () => {
    const text = await call(path('config'));
    expect(text.stdout).toContain('route.yml:9:13: error [IST0101 KIA1101 virtual-service/host-not-found]');
    expect(text.stdout).toContain('fix: Replace "crt" by "cart"');
    const sarif = JSON.parse((await call('--output', 'sarif', path('config'))).stdout);
    expect(sarif).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'meshscope' } } }] });
    expect(sarif.runs[0].results).toMatchObject([
      {
        ruleId: 'virtual-service/host-not-found',
        level: 'error',
        locations: [{ physicalLocation: { region: { startLine: 9 } } }],
      },
    ]);
  });

  it('answers 0 below the threshold', async () => {
    expect((await call(path('fine.yaml'))).code).toBe(0);
    expect((await call('--fail-on', 'never', path('config'))).code).toBe(0);
  });

  it('passes over what is acknowledged until it expires', async () => {
    const { key } = JSON.parse((await call('--output', 'json', path('config'))).stdout).findings[0];
    const write = (expiresAt: string) =>
      writeFileSync(
        path('known.yaml'),
        `acknowledgements: [{key: ${JSON.stringify(key)}, reason: moves soon, expiresAt: ${expiresAt}}]\n`,
      );
    write('2999-01-31T00:00:00Z');
    const known = await call('--output', 'sarif', '--acknowledged', path('known.yaml'), path('config'));
    expect(known.code).toBe(0);
    expect(JSON.parse(known.stdout).runs[0].results).toMatchObject([
      { suppressions: [{ kind: 'external', justification: 'moves soon' }] },
    ]);
    write('2001-01-31T00:00:00Z');
    expect((await call('--acknowledged', path('known.yaml'), path('config'))).code).toBe(79);
    write('soonish');
    expect((await call('--acknowledged', path('known.yaml'), path('config'))).stderr).toContain('is no time');
  });

  it('takes settings of the mesh from a file', async () => {
    writeFileSync(path('mesh.yaml'), 'outboundTrafficPolicy: {mode: ALLOW_ANY}\n');
    expect((await call('--mesh-config', path('mesh.yaml'), path('config'))).code).toBe(0);
    expect(
      (await call('--mesh-config', path('mesh.yaml'), '--fail-on', 'warning', path('config'))).code,
    ).toBe(79);
  });

  it.each([
    [[], 'nothing to analyze'],
    [['--output', 'xml', 'x.yaml'], '--output "xml": must be one of text, json, sarif'],
    [['missing.yaml'], 'missing.yaml:1:1: there is no such file or folder'],
  ])('answers %j with 1 and what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await call(...args);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([1, '']);
  });

  it('names file and line of what cannot be read', async () => {
    const { code, stderr } = await call(path('broken.yaml'), path('fine.yaml'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/broken\.yaml:\d+:\d+: /);
  });

  it('names file, line and column of everything that is no configuration', async () => {
    mkdirSync(path('bad'), { recursive: true });
    for (const [index, { text }] of BAD_YAML.entries()) writeFileSync(path(`bad/${index}.yaml`), text);
    const { code, stderr } = await call(path('bad'));
    expect(code).toBe(1);
    const told = stderr.split('\n');
    for (const [index, { name, message, line, column }] of BAD_YAML.entries()) {
      const place = `${path(`bad/${index}.yaml`)}:${line}:${column}: `;
      const own = told.find((one) => one.startsWith(place));
      expect(own, name).toMatch(message);
    }
  });

  it.each(ODD_YAML)('reads %s', async (_, text) => {
    writeFileSync(path('odd.yaml'), text);
    const { code, stdout, stderr } = await call('--output', 'json', path('odd.yaml'));
    expect([code, stderr]).toEqual([79, '']);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string }[] };
    expect(findings.map(({ rule }) => rule)).toEqual(['virtual-service/host-not-found']);
  });

  it('names the version of a kind that there is not', async () => {
    writeFileSync(path('v9.yaml'), ROUTE.replace('istio.io/v1', 'istio.io/v9').replace('HOST', 'cart'));
    const { code, stdout } = await call(path('v9.yaml'), path('config/service.yaml'));
    expect(code).toBe(79);
    expect(stdout).toContain('v9.yaml:1:1: error [schema/unknown-version]');
  });
});
