import { filter, forward, type Json } from '../support/envoy-config';
import type { PeerCase } from '../support/peer-case';

const crooked = [
  '/admin',
  '/admin/',
  '/admin/x',
  '//admin',
  '///admin',
  '/./admin',
  '/x/../admin',
  '/x/%2e%2e/admin',
  '/x/%2E./admin',
  '/%61dmin',
  '/admi%6E',
  '/ADMIN',
  '/Admin',
  '/admin?x=1',
  '/admin;x',
  '/admin%2f',
  '/admin%2Fx',
  '/x%2f..%2fadmin',
  '/x/..%2fadmin',
  '/admin%5cx',
  '/..%5cadmin',
  '/..\\admin',
  '/x\\..\\admin',
  '/admin/..',
  '/admin/../x',
  '/admin/.',
  '/..',
  '/../../admin',
  '/admin%00',
  '/admin%',
  '/admin%zz',
  '/%2561dmin',
  '/x//../admin',
  '/x/;/../admin',
  '/admin#frag',
  '/public',
  '/public/../admin',
  '/admin/%2e',
  '/admin/%2e%2e/public',
  '/public//admin',
  '/',
];

const at = (reason: string, ...paths: readonly string[]): Record<number, string> =>
  Object.fromEntries(paths.map((one) => [crooked.indexOf(one), reason]));
const DEEPER = 'What another server may read as the refused path is refused, too.';
const FRAGMENT = at(
  'Both answer 400; to us a fragment is no request target, to Envoy a path that cannot be normalised.',
  '/admin#frag',
);
const ALWAYS = { ...at(DEEPER, '/admin;x', '/%2561dmin'), ...FRAGMENT };
const ESCAPED = at(
  DEEPER,
  '/admin%2f',
  '/admin%2Fx',
  '/x%2f..%2fadmin',
  '/x/..%2fadmin',
  '/admin%5cx',
  '/..%5cadmin',
);
const SLASHES = at(DEEPER, '//admin', '///admin');

const policy = (rule: string): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: shop}
spec: ${rule}
`;
const rbac = (action: 'ALLOW' | 'DENY', permission: Json): Json =>
  filter('rbac', 'rbac.v3.RBAC', {
    rules: {
      action,
      policies: { 'ns[shop]-policy[p]-rule[0]': { permissions: [permission], principals: [{ any: true }] } },
    },
  });
const path = (match: Json): Json => ({ url_path: { path: match } });

const DENY_ADMIN: Omit<PeerCase, 'name'> = {
  isInbound: true,
  ours: policy("{action: DENY, rules: [{to: [{operation: {paths: [/admin, '/admin/*']}}]}]}"),
  envoy: {
    filters: [
      rbac('DENY', { or_rules: { rules: [path({ exact: '/admin' }), path({ prefix: '/admin/' })] } }),
    ],
    routes: [forward({ prefix: '/' })],
  },
  requests: crooked.map((one) => ({ path: one })),
};

/** Who may ask for what, however it is spelled. */
export const ACCESS: readonly PeerCase[] = [
  { ...DENY_ADMIN, name: 'a denied path under BASE', differs: { ...ALWAYS, ...ESCAPED, ...SLASHES } },
  {
    ...DENY_ADMIN,
    name: 'a denied path under MERGE_SLASHES',
    differs: { ...ALWAYS, ...ESCAPED },
    normalization: 'MERGE_SLASHES',
    envoy: { ...DENY_ADMIN.envoy, manager: { merge_slashes: true } },
  },
  {
    ...DENY_ADMIN,
    name: 'a denied path under DECODE_AND_MERGE_SLASHES',
    differs: ALWAYS,
    normalization: 'DECODE_AND_MERGE_SLASHES',
    envoy: {
      ...DENY_ADMIN.envoy,
      manager: { merge_slashes: true, path_with_escaped_slashes_action: 'UNESCAPE_AND_FORWARD' },
    },
  },
  {
    name: 'an allowed method, host and header',
    differs: Object.fromEntries(
      [2, 6, 14, 22].map((index) => [
        index,
        'One good line among several does not open a door; to Envoy it does.',
      ]),
    ),
    isInbound: true,
    ours: policy(
      "{rules: [{to: [{operation: {methods: [GET], hosts: ['a.example', '*.b.example']}}], when: [{key: 'request.headers[x-key]', values: ['k*']}]}]}",
    ),
    envoy: {
      filters: [
        rbac('ALLOW', {
          and_rules: {
            rules: [
              { header: { name: ':method', string_match: { exact: 'GET' } } },
              {
                or_rules: {
                  rules: [
                    {
                      header: { name: ':authority', string_match: { exact: 'a.example', ignore_case: true } },
                    },
                    {
                      header: {
                        name: ':authority',
                        string_match: { suffix: '.b.example', ignore_case: true },
                      },
                    },
                  ],
                },
              },
              { header: { name: 'x-key', string_match: { prefix: 'k' } } },
            ],
          },
        }),
      ],
      routes: [forward({ prefix: '/' })],
    },
    requests: [
      'a.example',
      'A.EXAMPLE',
      'a.example:80',
      'x.b.example',
      'b.example',
      'X.B.Example',
      'a.example.',
    ].flatMap((host) => [
      { host, headers: { 'x-key': 'key' } },
      { host, headers: { 'x-key': 'no' } },
      { host, headers: { 'x-key': 'no', 'X-Key': 'key' } },
      { host, method: 'POST', headers: { 'x-key': 'key', 'content-length': '0' } },
    ]),
  },
  {
    name: 'what is no HTTP',
    statusOnly: true,
    differs: {
      1: 'Two Host lines are refused; Envoy takes them as one host.',
      5: 'Codings other than chunked are refused with 400; Envoy says 501.',
      7: 'Folded lines are refused; Envoy unfolds them.',
      9: 'A version nobody speaks on this line is refused with 400; Envoy says 426.',
      8: 'A second blank in the request line is refused; Envoy passes over it.',
    },
    isInbound: true,
    ours: '',
    envoy: { routes: [forward({ prefix: '/' })] },
    requests: [
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc',
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: +3\r\n\r\nabc',
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nx-bad header: 1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nx-one: 1\r\n folded: 1\r\nConnection: close\r\n\r\n',
      'GET  / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      'GET / HTTP/2.0\r\nHost: a\r\nConnection: close\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nx-long: ${'a'.repeat(70_000)}\r\n\r\n`,
    ].map((raw) => ({ raw })),
  },
];
