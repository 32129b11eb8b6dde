import { afterEach, describe, expect, it } from 'vitest';
import { startGuarded } from './start-guarded';

let guarded: Awaited<ReturnType<typeof startGuarded>>;
afterEach(() => guarded.close());

function policy(name: string, spec: string, annotations = '{}'): string {
  return `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: ${name}, namespace: shop, annotations: ${annotations}}\nspec: ${spec}\n---\n`;
}

const NO_ADMIN = policy(
  'no-admin',
  "{action: DENY, rules: [{to: [{operation: {paths: [/admin, '/admin/*']}}]}]}",
);

describe('the authorize layer', () => {
  it('answers 403 in Envoy’s words and records the rule', async () => {
    guarded = await startGuarded(NO_ADMIN);
    const answer = await guarded.ask('/admin');
    expect(answer).toMatchObject({ status: 403, body: 'RBAC: access denied' });
    expect(answer.headers['content-type']).toBe('text/plain');
    expect(guarded.records[0]).toMatchObject({
      responseCode: 403,
      flags: '-',
      details: 'rbac_access_denied_matched_policy[ns[shop]-policy[no-admin]-rule[0]]',
    });
    expect(guarded.seen).toEqual([]);
    expect((await guarded.ask('/cart')).body).toBe('app');
  });

  it('answers with [none] when no ALLOW rule matches', async () => {
    guarded = await startGuarded(policy('nothing', '{}'));
    expect((await guarded.ask('/')).status).toBe(403);
    expect(guarded.records[0]?.details).toBe('rbac_access_denied_matched_policy[none]');
    expect(guarded.access.counters).toMatchObject({ allowed: 0, denied: 1 });
  });

  it('takes a new configuration at once', async () => {
    guarded = await startGuarded(policy('nothing', '{}'));
    expect((await guarded.ask('/')).status).toBe(403);
    guarded.apply('');
    expect((await guarded.ask('/')).status).toBe(200);
  });

  it('counts dry runs and lets them pass', async () => {
    guarded = await startGuarded(
      policy('trial', '{action: DENY, rules: [{}]}', "{istio.io/dry-run: 'true'}") +
        policy('closed', '{}', "{istio.io/dry-run: 'true'}"),
    );
    expect((await guarded.ask('/')).status).toBe(200);
    expect(guarded.access.counters.shadow).toMatchObject({
      istio_dry_run_deny_shadow_denied: 1,
      istio_dry_run_allow_shadow_denied: 1,
    });
  });

  it('counts what AUDIT rules see', async () => {
    guarded = await startGuarded(policy('watch', '{action: AUDIT, rules: [{}]}'));
    expect((await guarded.ask('/')).status).toBe(200);
    expect(guarded.access.counters.audited).toBe(1);
  });

  it.each([
    ['principals', "{rules: [{from: [{source: {principals: ['*']}}]}]}"],
    ['namespaces', "{rules: [{from: [{source: {namespaces: ['*']}}]}]}"],
  ])('takes no header for %s of the caller', async (_, spec) => {
    guarded = await startGuarded(policy('peers', spec));
    const answer = await guarded.ask('/', {
      'x-envoy-peer-metadata': 'ChIKDU5BTUVTUEFDRRIBGgF4',
      'x-envoy-peer-metadata-id': 'sidecar~1.1.1.1~x.web~web.svc.cluster.local',
      'x-forwarded-client-cert': 'By=spiffe://a;URI=spiffe://cluster.local/ns/web/sa/page',
    });
    expect(answer.status).toBe(403);
  });

  it('reads the port of the service and the addresses of the connection', async () => {
    guarded = await startGuarded(
      policy(
        'here',
        "{rules: [{from: [{source: {ipBlocks: [127.0.0.0/8]}}], to: [{operation: {ports: ['8080']}}]}]}",
      ),
    );
    expect((await guarded.ask('/')).status).toBe(200);
  });

  it('takes the last x-forwarded-for entry for the client', async () => {
    guarded = await startGuarded(policy('far', '{rules: [{from: [{source: {remoteIpBlocks: [9.9.9.9]}}]}]}'));
    expect((await guarded.ask('/', { 'x-forwarded-for': '1.1.1.1, 9.9.9.9' })).status).toBe(200);
    expect((await guarded.ask('/', { 'x-forwarded-for': '9.9.9.9, 1.1.1.1' })).status).toBe(403);
    expect((await guarded.ask('/')).status).toBe(403);
  });

  it('sends the app the path that policies saw', async () => {
    guarded = await startGuarded('');
    await guarded.ask('/a/../b/%63?x=/../y');
    expect(guarded.seen[0]?.url).toBe('/b/c?x=/../y');
  });

  it.each([
    ['an escape', '/%61dmin'],
    ['dot segments', '/x/../admin'],
    ['escaped dot segments', '/x/%2e%2e/admin'],
    ['a double slash', '//admin'],
    ['a backslash', '/x\\..\\admin'],
    ['an escaped slash', '/admin%2fx'],
    ['a path parameter', '/admin;v=1'],
    ['an escape of an escape', '/%2561dmin'],
  ])('is not passed by %s', async (_, path) => {
    guarded = await startGuarded(NO_ADMIN);
    const answer = await guarded.askRaw(`GET ${path} HTTP/1.1\r\nhost: cart\r\nconnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (403|400) /);
    expect(guarded.seen).toEqual([]);
  });

  it.each([
    ['an absolute target', 'GET http://cart/admin HTTP/1.1\r\nhost: other\r\n'],
    ['an absolute target in capitals', 'GET HTTP://cart/admin HTTP/1.1\r\nhost: other\r\n'],
    ['a NUL escape', 'GET /x%00/admin HTTP/1.1\r\nhost: cart\r\n'],
    ['HTTP/1.0', 'GET /admin HTTP/1.0\r\n'],
    ['two hosts', 'GET /admin HTTP/1.1\r\nhost: cart\r\nhost: cart\r\n'],
  ])('is not passed by %s', async (_, head) => {
    guarded = await startGuarded(NO_ADMIN);
    const answer = await guarded.askRaw(`${head}connection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (403|400) /);
    expect(guarded.seen).toEqual([]);
  });

  it('takes the host of an absolute target, as the app gets it', async () => {
    guarded = await startGuarded(
      policy('host', '{action: DENY, rules: [{to: [{operation: {hosts: [secret.example]}}]}]}'),
    );
    const sneaky = 'GET http://secret.example/ HTTP/1.1\r\nhost: open.example\r\nconnection: close\r\n\r\n';
    expect(await guarded.askRaw(sneaky)).toMatch(/^HTTP\/1\.1 403 /);
    const trailing = 'GET / HTTP/1.1\r\nhost: SECRET.example.:80\r\nconnection: close\r\n\r\n';
    expect(await guarded.askRaw(trailing)).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('reads every line of a header that is said twice', async () => {
    guarded = await startGuarded(
      policy(
        'guests',
        "{action: DENY, rules: [{when: [{key: 'request.headers[x-role]', values: [guest]}]}]}",
      ),
    );
    const twice =
      'GET / HTTP/1.1\r\nhost: cart\r\nX-Role: user\r\nx-role: guest\r\nconnection: close\r\n\r\n';
    expect(await guarded.askRaw(twice)).toMatch(/^HTTP\/1\.1 403 /);
  });
});
